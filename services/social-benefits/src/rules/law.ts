import type { RegulationBook } from '@kamkor/regulations';
import type { LegalCalendar } from '@kamkor/time';

/** What the rules are applied by: the country's calendar, and the numbers in force. */
export interface Law {
  readonly calendar: LegalCalendar;
  readonly book: RegulationBook;
}
