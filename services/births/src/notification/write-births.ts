import { tx } from '@kamkor/persistence';
import type { Birth } from '../rules/notification/birth-report.js';
import { motherNameKey } from '../rules/notification/mother-name-key.js';
import type { NumberedBirth } from '../rules/notification/record-number.js';

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

const STANDING = `SELECT n.id, n.record_keeper AS keeper, n.facility_record_number AS number, n.born_at AS "bornAt",
    n.birth_date AS "birthDate", n.sex, n.live, n.weight_grams AS "weightGrams", n.plurality,
    n.birth_order AS "birthOrder", n.delivery_id AS "deliveryId", n.mother_pin AS pin,
    n.mother_family_name AS "familyName", n.mother_given_name AS "givenName"
  FROM unnest($1::text[], $2::text[]) AS r(keeper, number)
  JOIN birth_notification n ON n.record_keeper = r.keeper AND n.facility_record_number = r.number`;

interface StandingRow extends Omit<NumberedBirth, 'mother'>, NumbersMother {
  readonly id: string;
  readonly keeper: string;
  readonly number: string;
}
type NumbersMother = NumberedBirth['mother'];

/** The notification that stands for a birth now. */
export interface Written {
  readonly id: string;
  /** Of one that stood already: what it is, to be held against what was told. */
  readonly standing: NumberedBirth | null;
}

/**
 * Writes those that were not notified before, also when the same is being notified elsewhere at this moment: that one is
 * waited for. Gives for each what stands now, in the order of the input.
 */
export async function writeBirths(births: readonly BirthToWrite[]): Promise<Written[]> {
  if (births.length === 0) return [];
  const { sql, now, principal } = tx();
  const inserted = await sql<{ id: string }>(INSERT, [
    JSON.stringify(births.map(({ id, birth }) => rowOf(id, birth, principal.subject))),
    now,
  ]);
  const fresh = new Set(inserted.map(({ id }) => id));
  const known = births.filter(({ id }) => !fresh.has(id));
  const keeper = ({ facility }: Birth) => (facility ? `F:${facility}` : `R:${principal.subject}`);
  const standing = await standingOf(known.map(({ birth }) => [keeper(birth), birth.facilityRecordNumber]));
  return births.map(({ id, birth }) =>
    fresh.has(id)
      ? { id, standing: null }
      : (standing.get(recordKey(keeper(birth), birth.facilityRecordNumber)) as Written),
  );
}

const recordKey = (keeper: string, number: string): string => `${keeper}\n${number}`;

async function standingOf(records: readonly (readonly [keeper: string, number: string])[]) {
  if (records.length === 0) return new Map<string, Written>();
  const rows = await tx().sql<StandingRow>(STANDING, [
    records.map(([keeper]) => keeper),
    records.map(([, number]) => number),
  ]);
  return new Map<string, Written>(
    rows.map(({ id, keeper, number, pin, familyName, givenName, ...birth }) => [
      recordKey(keeper, number),
      { id, standing: { ...birth, mother: { pin, familyName, givenName } } },
    ]),
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
