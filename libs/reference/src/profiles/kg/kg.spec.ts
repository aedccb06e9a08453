import { addWorkingDays, dayKind, startOfLegalDay } from '@kamkor/time';
import { kg } from './index.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const works = (day: string) => dayKind(date(day), kg.calendar).working;

describe('Kyrgyzstan', () => {
  it('has the nine units of ISO 3166-2:KG, forty raions and the four districts of Bishkek', () => {
    const codes = kg.territories.map(({ code }) => code);
    expect(codes.filter((code) => /^KG-[A-Z]+$/.test(code)).sort()).toEqual([
      'KG-B',
      'KG-C',
      'KG-GB',
      'KG-GO',
      'KG-J',
      'KG-N',
      'KG-O',
      'KG-T',
      'KG-Y',
    ]);
    const secondLevel = kg.territories.filter(({ code }) => /^KG-[A-Z]+-\d\d$/.test(code));
    expect(secondLevel.filter(({ name, parent }) => name.ky.endsWith('району') && parent !== 'KG-GB')).toHaveLength(40);
    expect(secondLevel.filter(({ parent }) => parent === 'KG-GB')).toHaveLength(4);
  });

  it('says that codes below the first level are of this project', () => {
    for (const { code, numbering } of kg.territories) {
      expect([code, numbering]).toEqual([code, /-\d/.test(code) ? 'project' : 'ISO 3166']);
    }
  });

  it('starts its day at 18:00 UTC', () => {
    expect(startOfLegalDay(date('2026-07-25'), kg.calendar).toString()).toBe('2026-07-24T18:00:00Z');
  });

  it('works on four holidays since 2025 and rests through New Year and early May', () => {
    for (const [day, before, since] of [
      ['02-23', false, true],
      ['04-07', false, true],
      ['11-07', false, true],
      ['11-08', false, true],
      ['01-02', true, false],
      ['05-06', true, false],
    ] as const) {
      // Years in which the day is no weekend: 2024 and 2026 or 2027.
      const later = [2026, 2027, 2028].find((year) => date(`${year}-${day}`).dayOfWeek < 6)!;
      expect([day, works(`2024-${day}`)]).toEqual([day, before]);
      expect([day, works(`${later}-${day}`)]).toEqual([day, since]);
    }
  });

  it('gives the days that were announced, and calls no year complete', () => {
    for (const day of ['2024-06-17', '2025-06-06', '2026-01-08', '2026-01-09', '2026-03-20'])
      expect(works(day)).toBe(false);
    for (const year of Object.values(kg.calendar.years)) expect(year.status).toBe('provisional');
    expect(addWorkingDays(date('2025-12-31'), 1, kg.calendar)).toEqual({ date: date('2026-01-12'), provisional: true });
  });
});
