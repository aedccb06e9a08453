import { tx } from '@kamkor/persistence';
import type { Birth } from '../rules/birth-report.js';
import { motherNameKey } from '../rules/mother-name-key.js';

/** A birth with the id it will have if it was not notified before. */
export interface BirthToWrite {
  readonly id: string;
  readonly birth: Birth;
}

const COLUMNS = `id, facility, reporter, facility_record_number, born_at, birth_date, place_of_birth, birth_territory, sex,
  weight_grams, live, mother_identity, mother_pin, mother_family_name, mother_given_name, mother_birth_date,
  father_identity, father_pin, father_family_name, father_given_name, father_birth_date, care_status, territory,
  territory_source, plurality, birth_order, delivery_id, attendant, informant_phone, mother_address, mother_name_key,
  mother_territory`;

const INSERT = `INSERT INTO birth_notification (${COLUMNS}, notified_at)
  SELECT ${COLUMNS}, $2 FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, facility text, reporter text,
    facility_record_number text, born_at timestamptz, birth_date date, place_of_birth text, birth_territory text, sex text,
    weight_grams int, live boolean, mother_identity text, mother_pin text, mother_family_name text,
    mother_given_name text, mother_birth_date date, father_identity text, father_pin text, father_family_name text,
    father_given_name text, father_birth_date date, care_status text, territory text, territory_source text,
    plurality int, birth_order int, delivery_id text, attendant text, informant_phone text, mother_address text,
    mother_name_key text, mother_territory text)
  ON CONFLICT (record_keeper, facility_record_number) DO NOTHING RETURNING id`;

const STANDING = `SELECT n.id, n.record_keeper AS keeper, n.facility_record_number AS number
  FROM unnest($1::text[], $2::text[]) AS r(keeper, number)
  JOIN birth_notification n ON n.record_keeper = r.keeper AND n.facility_record_number = r.number`;

/**
 * Writes those that were not notified before, also when the same is being notified elsewhere at this moment: that one is
 * waited for. Gives for each the id of the notification that stands now, in the order of the input.
 */
export async function writeBirths(births: readonly BirthToWrite[]): Promise<string[]> {
  if (births.length === 0) return [];
  const { sql, now, principal } = tx();
  const inserted = await sql<{ id: string }>(INSERT, [
    JSON.stringify(births.map(({ id, birth }) => rowOf(id, birth, principal.subject))),
    now,
  ]);
  const fresh = new Set(inserted.map(({ id }) => id));
  const known = births.filter(({ id }) => !fresh.has(id));
  if (known.length === 0) return births.map(({ id }) => id);
  const keeper = ({ facility }: Birth) => (facility ? `F:${facility}` : `R:${principal.subject}`);
  const standing = await sql<{ id: string; keeper: string; number: string }>(STANDING, [
    known.map(({ birth }) => keeper(birth)),
    known.map(({ birth }) => birth.facilityRecordNumber),
  ]);
  const key = (of: string, number: string) => `${of}\n${number}`;
  const byRecord = new Map(standing.map(({ id, keeper: of, number }) => [key(of, number), id]));
  return births.map(({ id, birth }) =>
    fresh.has(id) ? id : (byRecord.get(key(keeper(birth), birth.facilityRecordNumber)) as string),
  );
}

function rowOf(id: string, birth: Birth, subject: string) {
  const { mother, father } = birth;
  return {
    id,
    facility: birth.facility,
    reporter: birth.facility ? null : subject,
    facility_record_number: birth.facilityRecordNumber,
    born_at: birth.bornAt,
    birth_date: birth.birthDate,
    place_of_birth: birth.placeOfBirth,
    birth_territory: birth.birthTerritory,
    sex: birth.sex,
    weight_grams: birth.weightGrams,
    live: birth.live,
    mother_identity: mother.identity,
    mother_pin: mother.pin,
    mother_family_name: mother.familyName,
    mother_given_name: mother.givenName,
    mother_birth_date: mother.birthDate,
    father_identity: father?.identity ?? null,
    father_pin: father?.pin ?? null,
    father_family_name: father?.familyName ?? null,
    father_given_name: father?.givenName ?? null,
    father_birth_date: father?.birthDate ?? null,
    care_status: birth.careStatus,
    territory: birth.territory,
    territory_source: birth.territorySource,
    plurality: birth.plurality,
    birth_order: birth.birthOrder,
    delivery_id: birth.deliveryId,
    attendant: birth.attendant,
    informant_phone: birth.informantPhone,
    mother_address: birth.motherAddress,
    mother_name_key: motherNameKey(mother),
    mother_territory: birth.motherTerritory,
  };
}
