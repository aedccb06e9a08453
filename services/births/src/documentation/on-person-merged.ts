import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { rememberMerged } from '@kamkor/trail';

/**
 * The registry made one person of two. Watches, tasks and deadlines follow the decision about the notifications, which was
 * made here; what follows the persons is who may ask who looked at the records of both.
 */
export const onPersonMerged = (events: readonly ReadEvent<EventPayload<'PersonMerged'>>[]): Promise<void> =>
  rememberMerged(
    events.map(({ payload: { personId, keptPersonId, withheld } }) => ({
      person: personId,
      kept: keptPersonId,
      withheld,
    })),
  );
