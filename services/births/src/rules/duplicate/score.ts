import { nameKey } from '@kamkor/identifiers';
import { type ComparedBirth, daysBetween, isTransposed } from './compared-birth.js';
import { areOfOneDelivery, isSameChildOfDelivery } from './one-delivery.js';

/** What speaks for or against two notifications being one child, and by how many points of a hundred. */
export const DUPLICATE_POINTS = {
  SAME_MOTHER_PIN: 60,
  SAME_FATHER_PIN: 30,
  SAME_NAMES: 35,
  NAMES_IN_ANOTHER_SCRIPT: 35,
  NAMES_SWAPPED: 30,
  SAME_MOTHER_BIRTH_DATE: 25,
  MOTHER_BIRTH_DATE_TRANSPOSED: 20,
  SAME_BIRTH_DATE: 25,
  BIRTH_DATE_TRANSPOSED: 20,
  NEXT_DAY: 15,
  WITHIN_INTERVAL: 0,
  SAME_DELIVERY_AND_ORDER: 20,
  SAME_WEIGHT: 5,
  DIFFERENT_KEEPERS: 0,
  SEX_DIFFERS: -25,
  WEIGHT_DIFFERS: -10,
  LIVE_DIFFERS: -10,
  MOTHER_PIN_DIFFERS: -10,
} as const;

export type DuplicateReason = keyof typeof DUPLICATE_POINTS;

/** From here on a pair is shown to a person. */
export const SHOWN_FROM = 50;
/** Two weighings of one child in grams, a day apart and on other scales. */
const WEIGHINGS_DIFFER_BY = 500;

export interface DuplicateScore {
  /** 50 to 100. */
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

/**
 * Whether two notifications have to be looked at because they could be one child, and why; null: they need not. It
 * finds and never decides. Children of one delivery are not duplicates of each other; births of one mother further apart
 * than the interval are sisters and brothers.
 */
export function duplicateScore(one: ComparedBirth, other: ComparedBirth, intervalDays: number): DuplicateScore | null {
  if (areOfOneDelivery(one, other)) return null;
  const mother = motherReasons(one, other);
  const date = dateReason(one, other, intervalDays);
  if (mother === null || date === null) return null;
  const certain = mother.certain;
  if (date === 'WITHIN_INTERVAL' && !certain) return null;
  const reasons: DuplicateReason[] = [...mother.reasons, date, ...childReasons(one, other)];
  const points = reasons.reduce((sum, reason) => sum + DUPLICATE_POINTS[reason], 0);
  // Of one mother, known for certain, nobody has two deliveries in that time: what differs is a slip of the pen.
  const score = Math.min(100, certain ? Math.max(points, SHOWN_FROM) : points);
  return score < SHOWN_FROM ? null : { score, reasons };
}

/** Null where it is another mother. `certain`: by her PIN, or by names and date of birth. */
function motherReasons(
  one: ComparedBirth,
  other: ComparedBirth,
): { readonly reasons: DuplicateReason[]; readonly certain: boolean } | null {
  const father: DuplicateReason[] =
    one.fatherPin !== null && one.fatherPin === other.fatherPin ? ['SAME_FATHER_PIN'] : [];
  const samePin = one.motherPin !== null && one.motherPin === other.motherPin;
  const pinDiffers = one.motherPin !== null && other.motherPin !== null && !samePin;
  const names = namesReason(one, other);
  const date = motherDateReason(one, other);
  const found = [...father, ...[names, date].filter((reason) => reason !== null && reason !== 'DIFFERS')];
  if (samePin) return { reasons: ['SAME_MOTHER_PIN', ...(found as DuplicateReason[])], certain: true };
  // Names and date of birth outweigh one wrong digit; the names alone do not.
  if (pinDiffers) found.push('MOTHER_PIN_DIFFERS');
  const sameByNames = names !== null && names !== 'DIFFERS' && date !== null && date !== 'DIFFERS';
  if (names === 'DIFFERS' || date === 'DIFFERS' || (pinDiffers && !sameByNames)) return null;
  return { reasons: found as DuplicateReason[], certain: sameByNames && !pinDiffers };
}

function namesReason(one: ComparedBirth, other: ComparedBirth): DuplicateReason | 'DIFFERS' | null {
  const [family, given] = [nameKey(one.motherFamilyName ?? ''), nameKey(one.motherGivenName ?? '')];
  const [otherFamily, otherGiven] = [nameKey(other.motherFamilyName ?? ''), nameKey(other.motherGivenName ?? '')];
  if ([family, given, otherFamily, otherGiven].includes('')) return null;
  if (family === otherFamily && given === otherGiven) {
    return scriptOf(one) === scriptOf(other) ? 'SAME_NAMES' : 'NAMES_IN_ANOTHER_SCRIPT';
  }
  return family === otherGiven && given === otherFamily ? 'NAMES_SWAPPED' : 'DIFFERS';
}

const scriptOf = ({ motherFamilyName }: ComparedBirth): 'Cyrillic' | 'other' =>
  /\p{Script=Cyrillic}/u.test(motherFamilyName ?? '') ? 'Cyrillic' : 'other';

function motherDateReason(one: ComparedBirth, other: ComparedBirth): DuplicateReason | 'DIFFERS' | null {
  const [date, otherDate] = [one.motherBirthDate, other.motherBirthDate];
  if (date === null || otherDate === null) return null;
  if (date.equals(otherDate)) return 'SAME_MOTHER_BIRTH_DATE';
  return isTransposed(date, otherDate) ? 'MOTHER_BIRTH_DATE_TRANSPOSED' : 'DIFFERS';
}

function dateReason(one: ComparedBirth, other: ComparedBirth, intervalDays: number): DuplicateReason | null {
  const days = daysBetween(one.birthDate, other.birthDate);
  if (days === 0) return 'SAME_BIRTH_DATE';
  if (isTransposed(one.birthDate, other.birthDate)) return 'BIRTH_DATE_TRANSPOSED';
  if (days === 1) return 'NEXT_DAY';
  return days <= intervalDays ? 'WITHIN_INTERVAL' : null;
}

function childReasons(one: ComparedBirth, other: ComparedBirth): DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  if (isSameChildOfDelivery(one, other)) reasons.push('SAME_DELIVERY_AND_ORDER');
  if (one.recordKeeper !== other.recordKeeper) reasons.push('DIFFERENT_KEEPERS');
  if (![one.sex, other.sex].includes('UNDETERMINED') && one.sex !== other.sex) reasons.push('SEX_DIFFERS');
  if (one.live !== other.live) reasons.push('LIVE_DIFFERS');
  if (one.weightGrams === null || other.weightGrams === null) return reasons;
  const grams = Math.abs(one.weightGrams - other.weightGrams);
  if (grams === 0) reasons.push('SAME_WEIGHT');
  if (grams > WEIGHINGS_DIFFER_BY) reasons.push('WEIGHT_DIFFERS');
  return reasons;
}
