import type { IdentifierScheme } from '@kamkor/identifiers';
import type { RegulationBook } from '@kamkor/regulations';
import type { LegalCalendar } from '@kamkor/time';

/** What the rules are applied by: the country's calendar and way of numbering people, and the numbers in force. */
export interface Law {
  readonly calendar: LegalCalendar;
  readonly personalIdentifier: IdentifierScheme;
  readonly book: RegulationBook;
}
