import { z } from 'zod';
import { EventMalformed } from './event-errors.js';
import { instantText, uuid } from './fields.js';

/**
 * What every event carries on the wire.
 * `subjectVersion` counts 1, 2, 3 … without gaps over all events of one subject; `occurredAt` is legal time
 * (a simulated clock moves it); `payload` is read by the schema of `type` and `typeVersion`.
 */
const envelope = z.object({
  id: uuid,
  type: z.string().regex(/^[A-Z][A-Za-z0-9]{2,79}$/),
  typeVersion: z.int().min(1),
  producer: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  subjectType: z.string().regex(/^[A-Z][A-Za-z0-9]{2,79}$/),
  subjectId: uuid,
  subjectVersion: z.int().min(1),
  occurredAt: instantText,
  payload: z.unknown().optional(),
});

export type Envelope = z.infer<typeof envelope>;

/**
 * Reads the envelope alone. It succeeds for an event whose type or version this process does not know, so that such
 * an event can be acknowledged, parked or put in order. Throws {@link EventMalformed}.
 */
export function parseEnvelope(raw: unknown): Envelope {
  const read = envelope.safeParse(raw);
  if (!read.success) throw new EventMalformed('envelope', read.error);
  return read.data;
}
