import { randomUUID } from 'node:crypto';
import { Sweeper } from '@kamkor/deadlines';
import { type EventDraft, type EventPayload, type EventType, eventKind } from '@kamkor/events';
import { InboxConsumer, type ReadEvent } from '@kamkor/outbox';
import { type Principal, workerPrincipal } from '@kamkor/principal';
import { openQueues } from '@kamkor/queue';
import { createLogger } from '@kamkor/service';
import type { DeadlinesOf, OpenService, Service } from '@kamkor/service-kit';
import { type Clock, systemClock } from '@kamkor/time';
import type { DataSource } from 'typeorm';
import { type TestDatabase, testDatabase } from './database.js';
import { queueBackend } from './queue-backend.js';
import { type BootedSubgraph, bootedSubgraph } from './subgraph.js';

/** The deployment of tests. */
export const TEST_LAW = { KAMKOR_PROFILE: 'KG' } as const;

/** An event about a subject. */
export type Told<Event extends EventType> = readonly [subjectId: string, draft: EventDraft<Event>];

interface OpenInbox {
  readonly inbox: InboxConsumer;
  close(): Promise<void>;
}

/** What a {@link ServiceUnderTest} is made of. */
export interface BootedService<Deadlines> {
  readonly name: string;
  readonly opened: OpenService<Deadlines>;
  readonly database: TestDatabase;
  readonly graph: BootedSubgraph;
  readonly clock: Clock;
  readonly statements: string[];
}

/** Boots a service on a fresh database, from its declaration. */
export async function bootService<Deadlines extends DeadlinesOf<Deadlines>>(
  service: Service<Deadlines>,
  { clock = systemClock, poolSize }: { readonly clock?: Clock; readonly poolSize?: number } = {},
): Promise<BootedService<Deadlines>> {
  const { name, migrations, data, entities, doors } = service;
  const opened = service.open(TEST_LAW);
  const database = await testDatabase(name, migrations, data);
  const dataSource = await database.as('app', { entities, poolSize });
  const statements = statementsOf(dataSource);
  const graph = await bootedSubgraph({ dataSource, providers: opened.providers, clock, doors });
  return { name, opened, database, graph, clock, statements };
}

/**
 * A service on a database of its own: its graph over HTTP in the app role, its sweep and its events in the worker role.
 * A service's tests extend it by what they do again and again.
 *
 * ```ts
 * const benefits = new ServiceUnderTest(await bootService(service, { clock }));
 * await benefits.ask(aPrincipal({ roles: ['registrar'] }), '{ … }');
 * ```
 */
export class ServiceUnderTest<Deadlines = unknown> {
  readonly name: string;
  readonly opened: OpenService<Deadlines>;
  readonly database: TestDatabase;
  readonly graph: BootedSubgraph;
  readonly clock: Clock;
  /** What the subgraph sent to its database, one text a statement. */
  readonly statements: string[];
  private readonly versions = new Map<string, number>();
  private inbox: Promise<OpenInbox> | undefined;

  constructor({ name, opened, database, graph, clock, statements }: BootedService<Deadlines>) {
    this.name = name;
    this.opened = opened;
    this.database = database;
    this.graph = graph;
    this.clock = clock;
    this.statements = statements;
  }

  /** Works off everything that is due, by default now. Throws what a reaction threw. */
  async sweep(at?: Temporal.Instant): Promise<number> {
    const transactions = await this.database.transactions('worker', at ? { now: () => at } : this.clock);
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const lapsed = await new Sweeper({ transactions, service: this.name, kinds: this.opened.kinds, onError }).sweep();
    if (errors.length > 0) throw errors[0];
    return lapsed;
  }

  /** Gives it events as its worker receives them, through its inbox. Throws when one is parked. */
  async receive<Event extends EventType>(type: Event, events: readonly Told<Event>[]): Promise<void> {
    const { inbox } = await (this.inbox ??= this.openInbox());
    await inbox.receive(events.map(([subjectId, payload]) => this.envelope(type, subjectId, payload)));
    const [parked] = await inbox.parkedEvents();
    if (parked) throw new Error(`parked: ${parked.error}`);
  }

  /** Applies events as its worker does, without an inbox: in one transaction, whatever came before. Gives the payloads. */
  async apply<Event extends EventType>(type: Event, events: readonly Told<Event>[]): Promise<EventPayload<Event>[]> {
    const handler = this.opened.handlers[type];
    if (!handler) throw new Error(`${this.name} does nothing on ${type}`);
    const read = events.map(([subjectId, draft]) => ({
      ...this.envelope(type, subjectId, draft),
      payload: eventKind(type as string).write(draft) as EventPayload<Event>,
    }));
    const occasion = { role: 'worker', clock: this.clock, operation: `event:${type}` } as const;
    const work = () => (handler as (all: readonly ReadEvent<EventPayload<Event>>[]) => Promise<void>)(read);
    await this.database.asPrincipal(workerPrincipal(this.name), work, occasion);
    return read.map(({ payload }) => payload);
  }

  /** Asks the graph; what it refuses fails the test. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
  async ask(principal: Principal, query: string, variables: object = {}): Promise<any> {
    const { data, errors } = await this.graph.ask(principal, query, variables);
    if (errors) throw new Error(`${JSON.stringify(errors)} ${this.graph.unexpected.map(String).join('; ')}`);
    return data;
  }

  /** Does a mutation that takes an `input` and gives a record; the record's id. */
  async mutate(principal: Principal, name: string, input: object): Promise<string> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`;
    return (await this.ask(principal, mutation, { input }))[name].id;
  }

  async close(): Promise<void> {
    await this.graph.close();
    await (await this.inbox)?.close();
    await this.database.dispose();
  }

  private envelope<Event extends EventType>(type: Event, subjectId: string, payload: EventDraft<Event>) {
    const { typeVersion, producer, subjectType } = eventKind(type as string);
    const key = `${subjectType} ${subjectId}`;
    const subjectVersion = (this.versions.get(key) ?? 0) + 1;
    this.versions.set(key, subjectVersion);
    const occurredAt = this.clock.now().toString({ fractionalSecondDigits: 3 });
    return {
      id: randomUUID(),
      type,
      typeVersion,
      producer,
      subjectType,
      subjectId,
      subjectVersion,
      occurredAt,
      payload,
    };
  }

  private async openInbox(): Promise<OpenInbox> {
    const backend = await queueBackend('postgres');
    const queues = openQueues(backend.url);
    const transactions = await this.database.transactions('worker', this.clock);
    const log = createLogger(`${this.name}-test`);
    const inbox = new InboxConsumer({ consumer: this.name, transactions, queues, log }).onAll(this.opened.handlers);
    const close = async () => {
      await queues.close();
      await backend.dispose();
    };
    return { inbox, close };
  }
}

/** Keeps the text of everything that is sent over a data source's connections. */
export function statementsOf(dataSource: DataSource): string[] {
  const statements: string[] = [];
  const open = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (...args: Parameters<typeof open>) => {
    const runner = open(...args);
    const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<never>;
    runner.query = ((text: string, ...rest: unknown[]) => {
      statements.push(text);
      return query(text, ...rest);
    }) as typeof runner.query;
    return runner;
  };
  return statements;
}
