import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { forgetMerged } from '@kamkor/trail';
import { followPersons } from './follow-persons.js';
import { oneAfterTheOther } from './merges.js';

/**
 * The two persons are two after all, and each has its own situations again. What was found about the kept one meanwhile
 * stays with that one.
 */
export async function onPersonMergeUndone(
  events: readonly ReadEvent<EventPayload<'PersonMergeUndone'>>[],
): Promise<void> {
  await oneAfterTheOther();
  await forgetMerged(events.map(({ payload }) => payload.personId));
  await followPersons(events, 'PERSON_MERGE_UNDONE');
}
