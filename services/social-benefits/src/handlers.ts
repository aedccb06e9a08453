import type { InboxConsumer } from '@kamkor/outbox';
import { onChildStandingChanged } from './child-standing/on-child-standing-changed.js';
import { onHardLifeSituationFound } from './hard-life-situation/on-hard-life-situation-found.js';
import { onPersonMerged, onPersonMergeUndone } from './hard-life-situation/on-person-merged.js';
import type { Law } from './law.js';

/** What social benefits does on the events of births and of the registry. */
export const handlers = (inbox: InboxConsumer, law: Law): InboxConsumer =>
  inbox
    .on('ChildStandingChanged', onChildStandingChanged)
    .on('HardLifeSituationFound', onHardLifeSituationFound(law))
    .on('PersonMerged', onPersonMerged)
    .on('PersonMergeUndone', onPersonMergeUndone);
