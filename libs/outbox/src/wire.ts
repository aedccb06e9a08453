/** What a job on `events-<consumer>` carries: envelopes as `parseEnvelope` of @kamkor/events reads them. */
export interface EventBatch {
  readonly events: readonly unknown[];
}

/** What a job on `receipts-<producer>` carries: these events are durable at that consumer. */
export interface ReceiptBatch {
  readonly consumer: string;
  readonly eventIds: readonly string[];
}
