import type { InboxConsumer } from '@kamkor/outbox';
import { onChildStandingChanged } from './child-standing/standing-changed.js';
import { onHardLifeSituationFound } from './hard-life-situation/situation-found.js';
import type { Law } from './law.js';

/** What social benefits does on the events of births. */
export const handlers = (inbox: InboxConsumer, law: Law): InboxConsumer =>
  inbox.on('ChildStandingChanged', onChildStandingChanged).on('HardLifeSituationFound', onHardLifeSituationFound(law));
