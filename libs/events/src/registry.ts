import * as birthDuplicates from './birth-duplicates.js';
import * as births from './births.js';
import * as civilRegistry from './civil-registry.js';
import type { Envelope } from './envelope.js';
import { parseEnvelope } from './envelope.js';
import { UnknownEventType } from './event-errors.js';
import type { EventKind } from './event-kind.js';
import * as socialBenefits from './social-benefits.js';

/** Every event that any service publishes. */
export const EVENT_KINDS = { ...births, ...birthDuplicates, ...civilRegistry, ...socialBenefits } as const;

type Kinds = typeof EVENT_KINDS;

export type EventType = keyof Kinds;
/** What a producer writes: `EventDraft<'BirthNotified'>`. */
export type EventDraft<Type extends EventType> = Kinds[Type]['draft'];
/** What a consumer reads, always in the newest version: `EventPayload<'BirthNotified'>`. */
export type EventPayload<Type extends EventType> = Kinds[Type]['payload'];

/** An event as a consumer sees it; a `switch` over `type` narrows `payload`. `typeVersion` is what was published. */
export type KamkorEvent<Type extends EventType = EventType> = {
  [T in Type]: Omit<Envelope, 'type' | 'payload'> & { readonly type: T; readonly payload: EventPayload<T> };
}[Type];

export const isEventType = (type: string): type is EventType => Object.hasOwn(EVENT_KINDS, type);

/** The kind of a type. Throws {@link UnknownEventType}. */
export function eventKind<Type extends EventType>(type: Type): Kinds[Type];
export function eventKind(type: string): EventKind;
export function eventKind(type: string): EventKind {
  if (!isEventType(type)) throw new UnknownEventType(type);
  return EVENT_KINDS[type] as unknown as EventKind;
}

/** The zod schema of one version of a type's payload. Throws {@link UnknownEventType}, `UnknownEventVersion`. */
export const eventSchema = (type: string, typeVersion: number) => eventKind(type).schema(typeVersion);

/** Types published about one kind of subject, for a consumer that subscribes to the whole subject. */
export const eventTypesOf = (subjectType: string): EventType[] =>
  (Object.keys(EVENT_KINDS) as EventType[]).filter((type) => EVENT_KINDS[type].subjectType === subjectType);

/**
 * Checks a payload for publication and gives it back with nothing but what its schema names.
 * Throws `EventMalformed`, whose message names fields and never values.
 */
export function writePayload<Type extends EventType>(type: Type, draft: EventDraft<Type>): EventPayload<Type> {
  return eventKind(type as string).write(draft) as EventPayload<Type>;
}

/**
 * Reads a whole event from the wire, payload brought up to its newest version.
 * Throws `EventMalformed`, `UnknownEventType`, `UnknownEventVersion`.
 */
export function parseEvent(raw: unknown): KamkorEvent {
  const envelope = parseEnvelope(raw);
  const payload = eventKind(envelope.type).read(envelope.typeVersion, envelope.payload);
  return { ...envelope, payload } as KamkorEvent;
}
