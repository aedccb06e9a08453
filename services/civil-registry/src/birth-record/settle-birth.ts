import { type LegalCalendar, startOfLegalDay } from '@kamkor/time';

import { bornInFuture } from '../person/refusals.js';
import type { BirthRecord } from './birth-record.entity.js';
import type { RegisterBirthInput } from './certificate.input.js';
import { birthDateNeeded, birthDateStands, sexStands } from './refusals.js';

export type SettledBirth = Pick<BirthRecord, 'birthDate' | 'birthDateApproximate' | 'bornAt' | 'sex'>;

/**
 * What registration settles about a birth that was known only in outline. What a notification stated does not change.
 */
export function settleBirth(
  { birthDate, birthDateApproximate, bornAt, sex }: BirthRecord,
  input: RegisterBirthInput,
  today: Temporal.PlainDate,
  calendar: LegalCalendar,
): SettledBirth {
  const said = input.birthDate ?? null;
  if (input.sex && sex !== 'UNDETERMINED' && input.sex !== sex) throw sexStands({ field: 'sex' });
  const settledSex = input.sex ?? sex;
  if (!birthDateApproximate) {
    if (said && !said.equals(birthDate)) throw birthDateStands({ field: 'birthDate' });
    return { birthDate, birthDateApproximate, bornAt, sex: settledSex };
  }
  if (said === null) throw birthDateNeeded({ field: 'birthDate' });
  if (Temporal.PlainDate.compare(said, today) > 0) throw bornInFuture({ field: 'birthDate' });
  return {
    birthDate: said,
    birthDateApproximate: false,
    bornAt: startOfLegalDay(said, calendar),
    sex: settledSex,
  };
}
