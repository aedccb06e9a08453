import type { EventPayload } from '@kamkor/events';
import { publishMany, type ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { type Candidate, type ChildIdentity, identifyChildren } from '../rules/child-identity.js';
import { childRecorded } from './child-recorded.js';

type Notified = EventPayload<'BirthNotified'>;

interface Row {
  id: string;
  notification_id: string;
  child: string | null;
  mother: string | null;
  registry_state: ChildIdentity['registryState'];
  withheld_from_mother: boolean;
}

/**
 * Notified births become birth records, and children persons of the registry. A batch takes the same few statements as
 * one event. A stillborn child leaves nothing here: no person, no record that somebody could open in front of the mother.
 */
export async function onBirthNotified(events: readonly ReadEvent<Notified>[]): Promise<void> {
  const born = events.map(({ payload }) => payload).filter(({ live }) => live);
  if (born.length === 0) return;
  const mothers = await mothersByPin(born);
  const motherOf = ({ mother }: Notified) => (mother.identity === 'PIN' ? (mothers.get(mother.pin) ?? null) : null);
  const identities = identifyChildren(
    born.map((child) => ({ ...child, mother: motherOf(child) })),
    await candidates([...new Set(mothers.values())]),
  );
  const rows = await writeRecords(born, born.map(motherOf), identities);
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
}

/** Locks the mothers, so that two batches don't give one child of hers to two notifications. */
async function mothersByPin(born: readonly Notified[]): Promise<Map<string, string>> {
  const pins = born.flatMap(({ mother }) => (mother.identity === 'PIN' ? mother.pin : []));
  const found = await tx().sql<{ id: string; pin: string }>(
    'SELECT id, pin FROM person WHERE pin = ANY ($1) ORDER BY id FOR NO KEY UPDATE',
    [pins],
  );
  return new Map(found.map(({ pin, id }) => [pin, id]));
}

const candidates = (mothers: readonly string[]): Promise<Candidate[]> =>
  tx().sql<Candidate>(
    `SELECT p.id AS person, p.mother, p.birth_date::text AS "birthDate", p.sex FROM person p
     WHERE p.mother = ANY ($1::uuid[]) AND NOT EXISTS (SELECT FROM birth_record r WHERE r.child = p.id)
     ORDER BY p.entered_at, p.id`,
    [mothers],
  );

/** A notification that has its record already gets no second one. */
const RECORD = `
WITH born AS (
  SELECT b.*, CASE b.registry_state WHEN 'CREATED' THEN gen_random_uuid() ELSE b.matched END AS child
  FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::boolean[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::timestamptz[], $13::date[], $14::text[])
    AS b (notification_id, registry_state, matched, mother, mother_pin, withheld, territory, facility, number, place,
      born_at, birth_date, sex)
  WHERE NOT EXISTS (SELECT FROM birth_record r WHERE r.notification_id = b.notification_id)
), made AS (
  INSERT INTO person (id, birth_date, sex, territory, mother, withheld_from_mother, known_from, entered_at)
  SELECT child, birth_date, sex, territory, mother, withheld, 'BIRTH_NOTIFICATION', $1 FROM born
  WHERE registry_state = 'CREATED'
), matched AS (
  UPDATE person SET withheld_from_mother = true, version = version + 1 FROM born
  WHERE person.id = born.matched AND born.withheld
)
INSERT INTO birth_record (notification_id, registry_state, child, mother, mother_pin, withheld_from_mother, territory,
  facility, facility_record_number, place_of_birth, born_at, birth_date, sex, recorded_at)
SELECT notification_id, registry_state, child, mother, mother_pin, withheld, territory, facility, number, place, born_at,
  birth_date, sex, $1 FROM born
RETURNING id, notification_id, child, mother, registry_state, withheld_from_mother`;

function writeRecords(
  born: readonly Notified[],
  mothers: readonly (string | null)[],
  identities: readonly ChildIdentity[],
): Promise<Row[]> {
  return tx().sql<Row>(RECORD, [
    tx().now,
    born.map(({ notificationId }) => notificationId),
    identities.map(({ registryState }) => registryState),
    identities.map(({ person }) => person),
    mothers,
    born.map(({ mother }) => (mother.identity === 'PIN' ? mother.pin : null)),
    born.map(({ careStatus }) => careStatus !== 'WITH_PARENTS'),
    born.map(({ territory }) => territory),
    born.map(({ facility }) => facility),
    born.map(({ facilityRecordNumber }) => facilityRecordNumber),
    born.map(({ placeOfBirth }) => placeOfBirth),
    born.map(({ bornAt }) => bornAt),
    born.map(({ birthDate }) => birthDate),
    born.map(({ sex }) => sex),
  ]);
}
