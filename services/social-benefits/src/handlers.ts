import type { InboxConsumer } from '@kamkor/outbox';
import { onChildStandingChanged } from './child-standing/standing-changed.js';
import { onPersonMerged, onPersonMergeUndone } from './hard-life-situation/person-merged.js';
import { onHardLifeSituationFound } from './hard-life-situation/situation-found.js';
import type { Law } from './law.js';

/** What social benefits does on the events of births and of the registry. */
export const handlers = (inbox: InboxConsumer, law: Law): InboxConsumer =>
  inbox
    .on('ChildStandingChanged', onChildStandingChanged)
    .on('HardLifeSituationFound', onHardLifeSituationFound(law))
    .on('PersonMerged', onPersonMerged)
    .on('PersonMergeUndone', onPersonMergeUndone);
