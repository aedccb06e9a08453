import {
  type Envelope,
  EVENT_KINDS,
  type EventKind,
  type EventPayload,
  type EventType,
  eventKind,
  isEventType,
  mayRead,
  UnknownEventType,
} from '@kamkor/events';

/** An event as a handler sees it: payload checked and in its newest version. */
export type ReadEvent<Payload> = Omit<Envelope, 'payload'> & { readonly payload: Payload };

/** Applies events of one type, all of different subjects, in as few statements as it can. */
export type EventHandler<Payload> = (events: readonly ReadEvent<Payload>[]) => Promise<void>;

/** What a service does on the events of others, by their types. */
export type EventHandlers = { readonly [Event in EventType]?: EventHandler<EventPayload<Event>> };

interface Entry {
  readonly kind: EventKind;
  readonly handler: EventHandler<unknown>;
}

export const NO_EFFECT = Symbol('no effect here');

/** What a service does with the types of event that it handles. */
export class Handlers {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly consumer: string) {}

  add(type: EventType | EventKind, handler: EventHandler<never>): void {
    const kind = typeof type === 'string' ? (eventKind(type) as unknown as EventKind) : type;
    if (this.entries.has(kind.type)) throw new Error(`${kind.type} is handled twice`);
    if (EVENT_KINDS[kind.type as EventType] === (kind as unknown) && !mayRead(this.consumer, kind.type)) {
      throw new Error(`${this.consumer} is not subscribed to ${kind.type}; see SUBSCRIPTIONS of @kamkor/events`);
    }
    this.entries.set(kind.type, { kind, handler: handler as EventHandler<unknown> });
  }

  /**
   * Reads an event for its handler. `NO_EFFECT` for a type that this service does nothing with.
   * Throws `EventMalformed`, `UnknownEventVersion`, and `UnknownEventType` for a type that the producer sends this
   * service on purpose (with its payload) and that only a newer build of it can know.
   */
  read(event: Envelope): ReadEvent<unknown> | typeof NO_EFFECT {
    const entry = this.entries.get(event.type);
    if (entry) return { ...event, payload: entry.kind.read(event.typeVersion, event.payload) };
    if (event.payload !== undefined && !isEventType(event.type)) throw new UnknownEventType(event.type);
    return NO_EFFECT;
  }

  async handle(type: string, events: readonly ReadEvent<unknown>[]): Promise<void> {
    await this.entries.get(type)?.handler(events);
  }
}
