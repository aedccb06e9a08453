import { RegulationBook } from '@kamkor/regulations';
import type { LegalCalendar } from '@kamkor/time';
import { applicationDueAt, certificateApplicationTerm } from './certificate-application-term.js';

const bishkek: LegalCalendar = {
  zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
  weekend: [6, 7],
  fixedHolidays: [],
  years: {},
};
const book = new RegulationBook([certificateApplicationTerm]);
const due = (birth: string, by = book) => applicationDueAt(Temporal.PlainDate.from(birth), bishkek, by).toString();

describe('the term for applying for a birth certificate', () => {
  it('is 60 days and says that no act was found for it', () => {
    const { value, unit, source } = certificateApplicationTerm.on(Temporal.PlainDate.from('2024-05-25'));
    expect({ value, unit, source }).toEqual({ value: 60, unit: 'days', source: 'default, not law' });
  });

  it.each([
    ['2024-03-25', '2024-05-24T18:00:00Z'],
    ['2024-12-31', '2025-03-01T18:00:00Z'],
    ['2023-12-31', '2024-02-29T18:00:00Z'],
  ])('of a child born on %s is over at %s, which is midnight in Bishkek', (birth, expected) => {
    expect(due(birth)).toBe(expected);
  });

  it('follows the deployment’s own value by the date of birth', () => {
    const version = { act: 'Law No. 7', article: '12', source: 'law' as const };
    const changed = new RegulationBook([certificateApplicationTerm], {
      'births.certificate-application-term': {
        versions: [
          { from: '2000-01-01', value: 60, ...version },
          { from: '2025-01-01', value: 30, ...version },
        ],
      },
    });
    expect(due('2024-12-31', changed)).toBe('2025-03-01T18:00:00Z');
    expect(due('2025-01-01', changed)).toBe('2025-01-31T18:00:00Z');
  });
});
