import type { CalendarYear, FixedHoliday, LegalCalendar, LegalZone } from '@kamkor/time';
import type { Text } from './text.js';

interface Sourced {
  readonly name: Text;
  readonly act: string;
  /** `law`: stands in the act; `default, not law`: taken from an announcement or the press, its act not yet cited. */
  readonly source: 'law' | 'default, not law';
}

/** A holiday of every year by a standing law, on one day or several in a row. */
export interface StatutoryHoliday extends Sourced, FixedHoliday {
  readonly kind: 'STATUTORY';
  /** Days in a row; 1 when left out. They stay within the month. */
  readonly days?: number;
}

/** One date: a moveable feast, a rest day given by decree, or a weekend day that is worked for it. */
export interface DatedHoliday extends Sourced {
  readonly kind: 'MOVEABLE' | 'REST_BY_DECREE' | 'WORKED_BY_DECREE';
  /** ISO date. */
  readonly date: string;
}

export type Holiday = StatutoryHoliday | DatedHoliday;

/**
 * Makes the calendar that terms are counted by. `published` names the years that are known in full; every other year
 * is provisional, whatever is known of it.
 */
export function legalCalendar(from: {
  readonly zones: readonly [LegalZone, ...LegalZone[]];
  readonly weekend: readonly number[];
  readonly holidays: readonly Holiday[];
  readonly years: readonly number[];
  readonly published: readonly number[];
}): LegalCalendar {
  const fixedHolidays = from.holidays.filter((holiday) => holiday.kind === 'STATUTORY').flatMap(eachDay);
  const dated = from.holidays.filter((holiday) => holiday.kind !== 'STATUTORY');
  const year = (number: number): CalendarYear => {
    const own = dated.filter(({ date }) => date.startsWith(`${number}-`));
    const statutory = fixedHolidays
      .filter(({ fromYear = -Infinity, toYear = Infinity }) => fromYear <= number && number <= toYear)
      .map(({ month, day }) => Temporal.PlainDate.from({ year: number, month, day }).toString());
    return {
      status: from.published.includes(number) ? 'published' : 'provisional',
      rest: [...statutory, ...own.filter(({ kind }) => kind !== 'WORKED_BY_DECREE').map(({ date }) => date)].sort(),
      working: own.filter(({ kind }) => kind === 'WORKED_BY_DECREE').map(({ date }) => date),
    };
  };
  return {
    zones: from.zones,
    weekend: from.weekend,
    fixedHolidays,
    years: Object.fromEntries(from.years.map((number) => [number, year(number)])),
  };
}

function eachDay({ month, day, days = 1, fromYear, toYear }: StatutoryHoliday): FixedHoliday[] {
  return Array.from({ length: days }, (_, index) => ({ month, day: day + index, fromYear, toYear }));
}
