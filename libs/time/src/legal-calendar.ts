/**
 * The calendar by which a country's terms are counted. Dates are ISO strings, because this is data of a country profile;
 * every function here answers in Temporal types and never asks the machine's own time zone.
 */
export interface LegalCalendar {
  /**
   * Legal time zones, oldest first: each holds from the start of its date until the next one's. Usually a single IANA
   * zone, whose own history is in the runtime; a decree that the runtime does not know yet is one entry more.
   */
  readonly zones: readonly [LegalZone, ...LegalZone[]];
  /** ISO weekdays that are not worked: `[6, 7]`. */
  readonly weekend: readonly number[];
  /** Holidays that a standing law fixes to a day of the year; used for years that are not published. */
  readonly fixedHolidays: readonly FixedHoliday[];
  /** What was published, by year. */
  readonly years: Readonly<Record<number, CalendarYear>>;
}

export interface LegalZone {
  /** The legal date (ISO) from which it holds. */
  readonly from: string;
  /** IANA name or fixed offset: `Asia/Bishkek`, `+06:00`. */
  readonly zone: string;
}

export interface FixedHoliday {
  readonly month: number;
  readonly day: number;
  /** The first and the last year in which it is a holiday; without them it always is. */
  readonly fromYear?: number;
  readonly toYear?: number;
}

export interface CalendarYear {
  /** `published`: complete, moveable feasts and transferred days included. `provisional`: some are still to come. */
  readonly status: 'published' | 'provisional';
  /** Dates that are not worked, besides weekends: holidays and days that became rest days by transfer. */
  readonly rest: readonly string[];
  /** Dates of a weekend that are worked, by transfer. */
  readonly working: readonly string[];
}

/** A working-day term reaches into a year whose holidays are not published, and the caller wanted certainty. */
export class HolidaysNotPublished extends Error {
  constructor(readonly year: number) {
    super(`the holidays of ${year} are not published`);
    this.name = 'HolidaysNotPublished';
  }
}
