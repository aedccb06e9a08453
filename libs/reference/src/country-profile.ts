import type { IdentifierScheme } from '@kamkor/identifiers';
import type { LegalCalendar } from '@kamkor/time';
import type { CodeLists } from './code-list.js';
import type { Facility } from './facility.js';
import type { Holiday } from './holiday.js';
import type { Territory } from './territory.js';
import type { Text } from './text.js';

/** Everything that is true of one country only. No lib and no rule names a country outside its profile. */
export interface CountryProfile {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: Text;
  /** Languages of messages, the state language first. */
  readonly languages: readonly (keyof Text)[];
  /** Amounts are whole minor units: 4,000 som are 400000. */
  readonly currency: { readonly code: string; readonly minorUnitDigits: number };
  /** Legal time zone with its history, and the days that are worked. */
  readonly calendar: LegalCalendar;
  /** What the calendar is made from, with names and sources. */
  readonly holidays: readonly Holiday[];
  readonly personalIdentifier: IdentifierScheme;
  /** All units, a parent before its children. */
  readonly territories: readonly Territory[];
  /** Maternity hospitals of the demo; the births service owns the register. */
  readonly facilities: readonly Facility[];
  readonly codeLists: CodeLists;
}
