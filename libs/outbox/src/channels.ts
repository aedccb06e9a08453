/** Notified when events were published; wakes the relay. */
export const OUTBOX_CHANNEL = 'kamkor_outbox';
/** Notified when a parked event was released; wakes the consumer. */
export const INBOX_CHANNEL = 'kamkor_inbox';

/** Batches of events for one service. */
export const eventQueue = (consumer: string): string => `events-${consumer}`;
/** Receipts for the events of one service. */
export const receiptQueue = (producer: string): string => `receipts-${producer}`;
