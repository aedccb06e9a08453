import type { CountryProfile } from '../country-profile.js';
import { kg } from './kg/index.js';

export const PROFILES: readonly CountryProfile[] = [kg];

/** The profile of a deployment (`KAMKOR_PROFILE`). Throws RangeError, naming the profiles there are. */
export function countryProfile(code: string): CountryProfile {
  const found = PROFILES.find((profile) => profile.code === code);
  if (found) return found;
  throw new RangeError(`no country profile ${code}; there are ${PROFILES.map((profile) => profile.code).join(', ')}`);
}
