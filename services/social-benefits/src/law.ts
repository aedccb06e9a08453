import { countryProfile } from '@kamkor/reference';
import { RegulationBook } from '@kamkor/regulations';
import type { Law } from './rules/law.js';
import { benefitsRegulations } from './rules/regulations.js';

export const LAW = Symbol('the law');

/** The law of this deployment: its country's profile, and its own values where it gave any. */
export function lawOf(config: { readonly KAMKOR_PROFILE: string; readonly KAMKOR_REGULATIONS?: string }): Law {
  const { calendar } = countryProfile(config.KAMKOR_PROFILE);
  const book = RegulationBook.open(benefitsRegulations, { overridesFile: config.KAMKOR_REGULATIONS });
  return { calendar, book };
}
