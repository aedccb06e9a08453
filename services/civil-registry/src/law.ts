import { type CountryProfile, countryProfile } from '@kamkor/reference';
import { RegulationBook } from '@kamkor/regulations';
import type { LegalCalendar } from '@kamkor/time';
import { GREATEST_MOTHER_AGE, LEAST_MOTHER_AGE } from './rules/person/mother-age.js';
import { REGULATIONS } from './rules/step-due.js';

/** The country's law as this deployment has it: profile, calendar, and the numbers of the acts. */
export class Law {
  constructor(
    readonly profile: CountryProfile,
    readonly book: RegulationBook,
  ) {}

  get calendar(): LegalCalendar {
    return this.profile.calendar;
  }
}

export const lawOf = (config: { readonly KAMKOR_PROFILE: string; readonly KAMKOR_REGULATIONS?: string }): Law =>
  new Law(
    countryProfile(config.KAMKOR_PROFILE),
    RegulationBook.open([...REGULATIONS, LEAST_MOTHER_AGE, GREATEST_MOTHER_AGE], {
      overridesFile: config.KAMKOR_REGULATIONS,
    }),
  );
