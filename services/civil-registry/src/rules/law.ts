import type { IdentifierScheme } from '@kamkor/identifiers';
import type { CountryProfile } from '@kamkor/reference';
import type { RegulationBook } from '@kamkor/regulations';
import type { LegalCalendar } from '@kamkor/time';

/** What the rules are applied by: the country's profile, calendar and way of numbering people, and the numbers in force. */
export interface Law {
  readonly profile: CountryProfile;
  readonly calendar: LegalCalendar;
  readonly personalIdentifier: IdentifierScheme;
  readonly book: RegulationBook;
}
