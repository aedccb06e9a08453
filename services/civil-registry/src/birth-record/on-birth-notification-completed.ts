import { listed } from '@kamkor/database';
import type { EventPayload } from '@kamkor/events';
import { publishMany, type ReadEvent } from '@kamkor/outbox';
import { rowSet, tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { UNREGISTERED_STATES } from '../rules/birth-record/states.js';
import { childRecorded, type RecordedChild } from './child-recorded.js';

/** Locks the mothers, as does a notification that names them from the beginning. */
const LOCK = 'SELECT FROM person WHERE pin = ANY ($1) ORDER BY id FOR NO KEY UPDATE';

interface NamedMother {
  readonly notificationId: string;
  readonly pin: string;
}

const MOTHERS = rowSet<NamedMother>()({ notificationId: 'uuid', pin: 'text' });

/**
 * Only where no mother was named before and no second registrar has decided who she is: a form does not change what was
 * registered or decided. The mother is linked now if the registry knows her, otherwise when she is entered.
 */
const NAME = `WITH named AS (
    UPDATE birth_record r SET mother_pin = f.pin, mother = m.id, version = r.version + 1
    FROM ${MOTHERS.from('f')} LEFT JOIN person m ON m.pin = f.pin
    WHERE r.notification_id = f.notification_id AND r.mother_pin IS NULL AND r.mother IS NULL
      AND r.parentage <> 'DECIDED' AND r.state IN ${listed(UNREGISTERED_STATES)}
    RETURNING r.id, r.notification_id AS "notificationId", r.child AS "childId", r.mother AS "motherId",
      r.registry_state AS "registryState", r.withheld_from_mother AS "withheldFromMother"
  ), children AS (
    UPDATE person c SET mother = n."motherId", version = c.version + 1 FROM named n
    WHERE c.id = n."childId" AND c.mother IS NULL AND n."motherId" IS NOT NULL AND c.id <> n."motherId"
  )
  SELECT * FROM named`;

/**
 * A mother whom nobody could identify when the birth was notified is now known by her identifier. Whatever else was
 * completed stays with births: an event of its own tells how the child stands, and the registry keeps neither weight
 * nor father.
 */
export async function onBirthNotificationCompleted(
  events: readonly ReadEvent<EventPayload<'BirthNotificationCompleted'>>[],
): Promise<void> {
  const said = events.flatMap(({ payload: { notificationId, mother } }) =>
    mother?.identity === 'PIN' ? [{ notificationId, pin: mother.pin }] : [],
  );
  if (said.length === 0) return;
  await tx().sql(LOCK, [said.map(({ pin }) => pin)]);
  const named = await tx().sql<RecordedChild>(NAME, MOTHERS.values(said));
  const linked = named.filter(({ motherId }) => motherId !== null);
  recordChanges(
    linked.map(({ id, childId, withheldFromMother }) => ({
      person: childId,
      subjectType: 'BirthRecord',
      subjectId: id,
      change: 'MOTHER_LINKED',
      withheld: withheldFromMother,
    })),
  );
  await publishMany(linked.map(childRecorded));
}
