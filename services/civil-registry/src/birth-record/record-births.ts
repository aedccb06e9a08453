import type { EventPayload } from '@kamkor/events';
import { publishMany } from '@kamkor/outbox';
import { rowSet, tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { type Standing, standingsOf } from '../child-standing/standing.js';
import { mergeNotifiedPersons } from '../person/merge-notified-persons.js';
import {
  type Candidate,
  type ChildIdentity,
  identifyChildren,
  type RegistryState,
} from '../rules/birth-record/child-identity.js';
import { childRecorded } from './child-recorded.js';

type Notified = EventPayload<'BirthNotified'>;

/** A birth that is to be recorded, however the registry learnt of it. */
export interface RecordedBirth
  extends Pick<
    Notified,
    'notificationId' | 'territory' | 'facility' | 'facilityRecordNumber' | 'bornAt' | 'birthDate'
  > {
  readonly mother: string | null;
  readonly motherPin: string | null;
  readonly careStatus: Notified['careStatus'];
  readonly sex: Notified['sex'];
  readonly placeOfBirth: string | null;
  /** Only for a child that was found at a visit, whose birth nobody notified. */
  readonly sibling: { readonly givenName: string | null; readonly birthDateApproximate: boolean } | null;
}

/** A birth, and where its child is and whether it is withheld from its mother by now. */
type StandingBirth = RecordedBirth & Pick<Standing, 'territory' | 'withheld'>;

/** The caller has locked the mothers. The registry may have heard how a child stands before it hears of the birth. */
export async function recordBirths(told: readonly RecordedBirth[]): Promise<void> {
  const standings = await standingsOf(
    told.map(({ careStatus, ...said }) => ({ ...said, withheld: careStatus !== 'WITH_PARENTS' })),
  );
  const born = told.map((birth): StandingBirth => {
    const { territory, withheld } = standings.get(birth.notificationId) as Standing;
    return { ...birth, territory, withheld };
  });
  const mothers = new Set(born.flatMap(({ mother }) => mother ?? []));
  const rows = await writeRecords(born, identifyChildren(born, await candidates([...mothers])));
  recordChanges(
    rows.map(({ id, child, withheld_from_mother }) => ({
      person: child,
      subjectType: 'BirthRecord',
      subjectId: id,
      change: 'CHILD_RECORDED',
      withheld: withheld_from_mother,
    })),
  );
  await publishMany(
    rows.map((row) =>
      childRecorded({
        id: row.id,
        notificationId: row.notification_id,
        childId: row.child,
        motherId: row.mother,
        registryState: row.registry_state,
        withheldFromMother: row.withheld_from_mother,
      }),
    ),
  );
  await mergeNotifiedPersons(rows.map(({ notification_id }) => notification_id));
}

interface Row {
  id: string;
  notification_id: string;
  child: string | null;
  mother: string | null;
  registry_state: RegistryState;
  withheld_from_mother: boolean;
}

const candidates = (mothers: readonly string[]): Promise<Candidate[]> =>
  tx().sql<Candidate>(
    `SELECT p.id AS person, p.mother, p.birth_date::text AS "birthDate", p.sex FROM person p
     WHERE p.mother = ANY ($1::uuid[]) AND NOT EXISTS (SELECT FROM birth_record r WHERE r.child = p.id)
     ORDER BY p.entered_at, p.id`,
    [mothers],
  );

interface BornRow extends Omit<StandingBirth, 'careStatus' | 'sibling'> {
  readonly registryState: RegistryState;
  readonly matched: string | null;
  readonly ofSibling: boolean;
  readonly birthDateApproximate: boolean;
  readonly givenName: string | null;
}

const BORN = rowSet<BornRow>()({
  notificationId: 'uuid',
  registryState: 'text',
  matched: 'uuid',
  mother: 'uuid',
  motherPin: 'text',
  withheld: 'boolean',
  territory: 'text',
  facility: 'text',
  facilityRecordNumber: 'text',
  placeOfBirth: 'text',
  bornAt: 'timestamptz',
  birthDate: 'date',
  sex: 'text',
  ofSibling: 'boolean',
  birthDateApproximate: 'boolean',
  givenName: 'text',
});

/** A notification that already has its record gets no second one. */
const RECORD = `
WITH born AS (
  SELECT b.*, CASE b.registry_state WHEN 'CREATED' THEN gen_random_uuid() ELSE b.matched END AS child
  FROM ${BORN.from('b', 2)}
  WHERE NOT EXISTS (SELECT FROM birth_record r WHERE r.notification_id = b.notification_id)
), made AS (
  INSERT INTO person (id, given_name, birth_date, sex, territory, mother, withheld_from_mother, known_from, entered_at)
  SELECT child, given_name, birth_date, sex, territory, mother, withheld, 'BIRTH_NOTIFICATION', $1 FROM born
  WHERE registry_state = 'CREATED'
), matched AS (
  UPDATE person SET withheld_from_mother = true, version = version + 1 FROM born
  WHERE person.id = born.matched AND born.withheld
), helped AS (
  UPDATE document_help_request h SET child = born.child FROM born
  WHERE h.notification_id = born.notification_id AND h.child IS NULL
)
INSERT INTO birth_record (notification_id, registry_state, child, mother, mother_pin, withheld_from_mother, territory,
  facility, facility_record_number, place_of_birth, born_at, birth_date, sex, of_sibling, birth_date_approximate,
  recorded_at)
SELECT notification_id, registry_state, child, mother, mother_pin, withheld, territory, facility,
  facility_record_number, place_of_birth, born_at, birth_date, sex, of_sibling, birth_date_approximate, $1 FROM born
RETURNING id, notification_id, child, mother, registry_state, withheld_from_mother`;

function writeRecords(born: readonly StandingBirth[], identities: readonly ChildIdentity[]): Promise<Row[]> {
  const identityOf = new Map(identities.map((identity) => [identity.notificationId, identity]));
  const rows = born.map(({ sibling, ...birth }) => {
    const { registryState, person } = identityOf.get(birth.notificationId) as ChildIdentity;
    return {
      ...birth,
      registryState,
      matched: person,
      ofSibling: sibling !== null,
      birthDateApproximate: sibling?.birthDateApproximate ?? false,
      givenName: sibling?.givenName ?? null,
    };
  });
  return tx().sql<Row>(RECORD, [tx().now, ...BORN.values(rows)]);
}
