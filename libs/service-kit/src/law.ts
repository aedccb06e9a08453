import type { IdentifierScheme } from '@kamkor/identifiers';
import { type CountryProfile, countryProfile } from '@kamkor/reference';
import { type Regulation, RegulationBook } from '@kamkor/regulations';
import type { LegalCalendar } from '@kamkor/time';

/** What a deployment says of its law; see `lawVariables` of `libs/service`. */
export interface LawConfig {
  readonly KAMKOR_PROFILE: string;
  readonly KAMKOR_REGULATIONS?: string;
}

/** The law as a deployment has it; the rules of a service name what they need of it (`rules/law.ts`). */
export interface Law {
  readonly profile: CountryProfile;
  readonly calendar: LegalCalendar;
  readonly personalIdentifier: IdentifierScheme;
  /** The numbers of the acts that the service decides by, with the deployment's own values where it gave any. */
  readonly book: RegulationBook;
}

/** The token of the law: `@Inject(LAW) private readonly law: Law`. */
export const LAW = Symbol('the law');

/** `export const lawOf = lawBy(regulations)`: how a service reads the law, by the numbers that it uses. */
export const lawBy =
  (regulations: readonly Regulation[]) =>
  ({ KAMKOR_PROFILE, KAMKOR_REGULATIONS }: LawConfig): Law => {
    const profile = countryProfile(KAMKOR_PROFILE);
    const { calendar, personalIdentifier } = profile;
    const book = RegulationBook.open(regulations, { overridesFile: KAMKOR_REGULATIONS });
    return { profile, calendar, personalIdentifier, book };
  };
