import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { startOfLegalDay } from '@kamkor/time';
import type { Law } from '../rules/law.js';
import { recordBirths } from './record-births.js';

/**
 * Visits found children whose births nobody had notified. Each gets a birth record under the sibling's own id, so that
 * it is applied for, registered and certified like any other. Neither the hour nor the place of the birth is known.
 */
export async function onUndocumentedSiblingFound(
  events: readonly ReadEvent<EventPayload<'UndocumentedSiblingFound'>>[],
  { calendar }: Law,
): Promise<void> {
  const found = events.map(({ payload }) => payload);
  const mothers = await known(found.flatMap(({ motherPersonId }) => motherPersonId ?? []));
  await recordBirths(
    found.map(({ siblingId, motherPersonId, birthDate, sex, careStatus, territory, ...said }) => ({
      notificationId: siblingId,
      mother: motherPersonId !== null && mothers.has(motherPersonId) ? motherPersonId : null,
      motherPin: null,
      careStatus,
      territory,
      facility: null,
      facilityRecordNumber: siblingId,
      placeOfBirth: null,
      bornAt: startOfLegalDay(Temporal.PlainDate.from(birthDate), calendar).toString(),
      birthDate,
      sex,
      sibling: { givenName: said.givenName, birthDateApproximate: said.birthDateApproximate },
    })),
  );
}

/** Locks the mothers, so that two batches don't link one child of a mother to two births. */
async function known(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const mothers = await tx().sql<{ id: string }>(
    'SELECT id FROM person WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
    [ids],
  );
  return new Set(mothers.map(({ id }) => id));
}
