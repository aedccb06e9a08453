import { rowSet, tx } from '@kamkor/persistence';
import type { Birth, ParentIdentity } from '../rules/notification/birth-report.js';
import { motherNameKey } from '../rules/notification/mother-name-key.js';
import type { NumberedBirth } from '../rules/notification/record-number.js';

/** A birth with the id it will have if it was not notified before. */
export interface BirthToWrite {
  readonly id: string;
  readonly birth: Birth;
}

interface Row extends Omit<Birth, 'mother' | 'father'> {
  readonly id: string;
  readonly reporter: string | null;
  readonly motherIdentity: ParentIdentity;
  readonly motherPin: string | null;
  readonly motherFamilyName: string | null;
  readonly motherGivenName: string | null;
  readonly motherBirthDate: Temporal.PlainDate | null;
  readonly motherNameKey: string | null;
  readonly fatherIdentity: ParentIdentity | undefined;
  readonly fatherPin: string | null | undefined;
  readonly fatherFamilyName: string | null | undefined;
  readonly fatherGivenName: string | null | undefined;
  readonly fatherBirthDate: Temporal.PlainDate | null | undefined;
}

const BIRTHS = rowSet<Row>()({
  id: 'uuid',
  facility: 'text',
  reporter: 'text',
  facilityRecordNumber: 'text',
  bornAt: 'timestamptz',
  birthDate: 'date',
  placeOfBirth: 'text',
  birthTerritory: 'text',
  sex: 'text',
  weightGrams: 'int',
  live: 'boolean',
  motherIdentity: 'text',
  motherPin: 'text',
  motherFamilyName: 'text',
  motherGivenName: 'text',
  motherBirthDate: 'date',
  motherNameKey: 'text',
  motherAddress: 'text',
  motherTerritory: 'text',
  fatherIdentity: 'text',
  fatherPin: 'text',
  fatherFamilyName: 'text',
  fatherGivenName: 'text',
  fatherBirthDate: 'date',
  careStatus: 'text',
  territory: 'text',
  territorySource: 'text',
  plurality: 'int',
  birthOrder: 'int',
  deliveryId: 'text',
  attendant: 'text',
  informantPhone: 'text',
});

const INSERT = `INSERT INTO birth_notification (${BIRTHS.columns}, notified_at)
  SELECT ${BIRTHS.columns}, $1 FROM ${BIRTHS.from('b', 2)}
  ON CONFLICT (record_keeper, facility_record_number) DO NOTHING RETURNING id`;

interface RecordNumber {
  readonly keeper: string;
  readonly number: string;
}

const NUMBERS = rowSet<RecordNumber>()({ keeper: 'text', number: 'text' });

const STANDING = `SELECT n.id, n.record_keeper AS keeper, n.facility_record_number AS number, n.born_at AS "bornAt",
    n.birth_date AS "birthDate", n.sex, n.live, n.weight_grams AS "weightGrams", n.plurality,
    n.birth_order AS "birthOrder", n.delivery_id AS "deliveryId", n.mother_pin AS pin,
    n.mother_family_name AS "familyName", n.mother_given_name AS "givenName"
  FROM ${NUMBERS.from('r')}
  JOIN birth_notification n ON n.record_keeper = r.keeper AND n.facility_record_number = r.number`;

interface StandingRow extends Omit<NumberedBirth, 'mother'>, NumbersMother, RecordNumber {
  readonly id: string;
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
    now,
    ...BIRTHS.values(births.map(({ id, birth }) => rowOf(id, birth, principal.subject))),
  ]);
  const fresh = new Set(inserted.map(({ id }) => id));
  const known = births.filter(({ id }) => !fresh.has(id));
  const numberOf = ({ facility, facilityRecordNumber: number }: Birth): RecordNumber => ({
    keeper: facility ? `F:${facility}` : `R:${principal.subject}`,
    number,
  });
  const standing = await standingOf(known.map(({ birth }) => numberOf(birth)));
  return births.map(({ id, birth }) =>
    fresh.has(id) ? { id, standing: null } : (standing.get(recordKey(numberOf(birth))) as Written),
  );
}

const recordKey = ({ keeper, number }: RecordNumber): string => `${keeper}\n${number}`;

async function standingOf(numbers: readonly RecordNumber[]) {
  if (numbers.length === 0) return new Map<string, Written>();
  const rows = await tx().sql<StandingRow>(STANDING, NUMBERS.values(numbers));
  return new Map<string, Written>(
    rows.map(({ id, keeper, number, pin, familyName, givenName, ...birth }) => [
      recordKey({ keeper, number }),
      { id, standing: { ...birth, mother: { pin, familyName, givenName } } },
    ]),
  );
}

function rowOf(id: string, birth: Birth, subject: string): Row {
  const { mother, father } = birth;
  return {
    ...birth,
    id,
    reporter: birth.facility ? null : subject,
    motherIdentity: mother.identity,
    motherPin: mother.pin,
    motherFamilyName: mother.familyName,
    motherGivenName: mother.givenName,
    motherBirthDate: mother.birthDate,
    motherNameKey: motherNameKey(mother),
    fatherIdentity: father?.identity,
    fatherPin: father?.pin,
    fatherFamilyName: father?.familyName,
    fatherGivenName: father?.givenName,
    fatherBirthDate: father?.birthDate,
  };
}
