import { nameKey } from '@kamkor/identifiers';
import { type ComparedBirth, dateEitherWay } from './compared-birth.js';

/**
 * What a notification is found by. Two that could be one child have a key in common, so that candidates are looked up by
 * equality: names in one alphabet and in either order, dates in which day and month may be exchanged. `near` keys are
 * those of the days beside it, which are looked for and not stored.
 */
export interface DuplicateKeys {
  readonly own: readonly string[];
  readonly near: readonly string[];
}

const NEAR = [-1, 1];

export function duplicateKeys(birth: ComparedBirth): DuplicateKeys {
  const { motherPin, motherBirthDate, fatherPin, birthDate } = birth;
  const names = namesEitherWay(birth);
  const onDate = (date: Temporal.PlainDate): string[] => [
    ...(names ? [`child:${names}:${dateEitherWay(date)}`] : []),
    ...(fatherPin ? [`father:${fatherPin}:${dateEitherWay(date)}`] : []),
  ];
  const own = [
    ...(motherPin ? [`mother:${motherPin}`] : []),
    ...(names && motherBirthDate ? [`mother:${names}:${dateEitherWay(motherBirthDate)}`] : []),
    ...onDate(birthDate),
  ];
  const near = NEAR.flatMap((days) => onDate(birthDate.add({ days }))).filter((key) => !own.includes(key));
  return { own, near };
}

/** The mother's names in the form in which they are compared, in alphabetical order; null unless both are known. */
function namesEitherWay({ motherFamilyName, motherGivenName }: ComparedBirth): string | null {
  const keys = [nameKey(motherFamilyName ?? ''), nameKey(motherGivenName ?? '')];
  return keys.includes('') ? null : keys.sort().join('+');
}
