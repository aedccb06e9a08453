import type { InboxConsumer } from '@kamkor/outbox';
import { onHardLifeSituationFound } from './hard-life-situation/situation-found.js';
import type { Law } from './law.js';

/** What social benefits does on the events of births. */
export const handlers = (inbox: InboxConsumer, law: Law): InboxConsumer =>
  inbox.on('HardLifeSituationFound', onHardLifeSituationFound(law));
