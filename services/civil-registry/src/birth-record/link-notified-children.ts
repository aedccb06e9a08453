import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { RegistryState } from '../rules/child-identity.js';
import { childRecorded } from './child-recorded.js';

interface Linked {
  id: string;
  notification_id: string;
  child: string | null;
  mother: string;
  registry_state: RegistryState;
  withheld_from_mother: boolean;
}

/**
 * A mother became known to the registry after her child: the notification had named her by this identifier. Reaches the
 * records of the caller's territory.
 */
export async function linkNotifiedChildren(mother: string, pin: string): Promise<void> {
  const linked = await tx().sql<Linked>(
    `UPDATE birth_record SET mother = $1, version = version + 1 WHERE mother IS NULL AND mother_pin = $2
     RETURNING id, notification_id, child, mother, registry_state, withheld_from_mother`,
    [mother, pin],
  );
  if (linked.length === 0) return;
  await tx().sql(
    'UPDATE person SET mother = $1, version = version + 1 WHERE mother IS NULL AND id = ANY ($2::uuid[])',
    [mother, linked.flatMap(({ child }) => child ?? [])],
  );
  recordChanges(
    linked.map(({ id, child, withheld_from_mother }) => ({
      person: child,
      subjectType: 'BirthRecord',
      subjectId: id,
      change: 'MOTHER_LINKED',
      withheld: withheld_from_mother,
    })),
  );
  await publishMany(
    linked.map((row) =>
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
