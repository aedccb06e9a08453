import { tx } from '@kamkor/persistence';
import type { ComparedBirth } from '../../rules/duplicate/compared-birth.js';
import type { Law } from '../../rules/law.js';
import { birthDateOfMother } from '../../rules/obstacle/protected-ages.js';

/** A birth to compare, with whose it is. */
export interface FoundBirth extends ComparedBirth {
  readonly territory: string;
  /** The notification that stands for it: itself, unless it was closed as a duplicate. */
  readonly standsFor: string;
}

const SELECT = `SELECT id AS "notificationId", record_keeper AS "recordKeeper", born_at AS "bornAt",
    birth_date AS "birthDate", sex, live, weight_grams AS "weightGrams", delivery_id AS "deliveryId", plurality,
    birth_order AS "birthOrder", mother_pin AS "motherPin", mother_family_name AS "motherFamilyName",
    mother_given_name AS "motherGivenName", mother_birth_date AS "motherBirthDate", father_pin AS "fatherPin", territory,
    coalesce(duplicate_of, id) AS "standsFor"
  FROM birth_notification WHERE id = ANY ($1::uuid[])`;

/** The births as they are compared, by id; the mother's date of birth from her PIN where it was not said. */
export async function comparedBirths(
  ids: readonly string[],
  { personalIdentifier }: Law,
): Promise<Map<string, FoundBirth>> {
  const rows = await tx().sql<FoundBirth>(SELECT, [ids]);
  return new Map(
    rows.map((row) => [row.notificationId, { ...row, motherBirthDate: birthDateOfMother(row, personalIdentifier) }]),
  );
}
