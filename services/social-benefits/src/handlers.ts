import type { InboxConsumer } from '@kamkor/outbox';
import { onChildStandingChanged } from './child-standing/on-child-standing-changed.js';
import { onHardLifeSituationFound } from './hard-life-situation/on-hard-life-situation-found.js';
import { onPersonMergeUndone } from './hard-life-situation/on-person-merge-undone.js';
import { onPersonMerged } from './hard-life-situation/on-person-merged.js';
import type { Law } from './rules/law.js';

/** What social benefits does on the facts of births and of the registry; each takes a batch in a constant number of statements. */
export const benefitsHandlers = (inbox: InboxConsumer, law: Law): InboxConsumer =>
  inbox
    .on('ChildStandingChanged', onChildStandingChanged)
    .on('HardLifeSituationFound', (events) => onHardLifeSituationFound(events, law))
    .on('PersonMerged', onPersonMerged)
    .on('PersonMergeUndone', onPersonMergeUndone);
