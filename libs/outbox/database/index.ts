import type { Database } from '@kamkor/database';
import { inboxEvent, inboxMonths } from './tables/inbox-event.js';
import { inboxSubject } from './tables/inbox-subject.js';
import { outboxDelivery } from './tables/outbox-delivery.js';
import { outboxEvent, outboxMonths } from './tables/outbox-event.js';
import { outboxSubject } from './tables/outbox-subject.js';

/** Events that a service publishes and those that it hears. */
export const outboxDatabase: Database = {
  name: 'outbox',
  libs: [],
  objects: [outboxSubject, outboxEvent, outboxDelivery, inboxSubject, inboxEvent, ...outboxMonths, ...inboxMonths],
};
