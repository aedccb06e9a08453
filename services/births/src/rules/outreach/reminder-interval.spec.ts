import { RegulationBook } from '@kamkor/regulations';
import { nextReminderAt, outreachReminderInterval } from './reminder-interval.js';

const bishkek = {
  zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
  weekend: [6, 7],
  fixedHolidays: [],
  years: {},
} as const;

it('the next reminder is a week later, at the start of the legal day', () => {
  const book = new RegulationBook([outreachReminderInterval]);
  // 19:00 UTC on 25 May is 01:00 on 26 May in Bishkek.
  const next = nextReminderAt(Temporal.Instant.from('2024-05-25T19:00:00Z'), bishkek, book);
  expect(next.toString()).toBe('2024-06-01T18:00:00Z');
});
