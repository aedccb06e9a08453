import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { rememberMerged } from '@kamkor/trail';
import { followPersons } from './follow-persons.js';
import { oneAfterTheOther } from './merges.js';

/** Two persons are one: what is known of one belongs to the kept one. */
export async function onPersonMerged(events: readonly ReadEvent<EventPayload<'PersonMerged'>>[]): Promise<void> {
  await oneAfterTheOther();
  await rememberMerged(
    events.map(({ payload: { personId, keptPersonId, withheld } }) => ({
      person: personId,
      kept: keptPersonId,
      withheld,
    })),
  );
  await followPersons(events, 'PERSON_MERGED');
}
