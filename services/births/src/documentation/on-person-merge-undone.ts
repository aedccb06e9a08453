import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { forgetMerged } from '@kamkor/trail';

export const onPersonMergeUndone = (events: readonly ReadEvent<EventPayload<'PersonMergeUndone'>>[]): Promise<void> =>
  forgetMerged(events.map(({ payload }) => payload.personId));
