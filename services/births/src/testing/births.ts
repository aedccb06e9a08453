import { randomUUID } from 'node:crypto';
import { Sweeper } from '@kamkor/deadlines';
import { type EventDraft, type EventType, eventKind } from '@kamkor/events';
import { InboxConsumer } from '@kamkor/outbox';
import type { Transactions } from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { openQueues, type Queues } from '@kamkor/queue';
import { createLogger } from '@kamkor/service';
import {
  aPrincipal,
  type BootedSubgraph,
  bootedSubgraph,
  type QueueBackend,
  queueBackend,
  type TestDatabase,
  testDatabase,
} from '@kamkor/testing';
import { birthsData } from '../../database/facilities.js';
import { birthsMigrations } from '../../migrations/index.js';
import { birthsDeadlines, listOf } from '../births-deadlines.js';
import { entities } from '../entities.js';
import { birthsHandlers } from '../handlers.js';
import { lawOf } from '../law.js';
import { providers } from '../providers.js';
import type { BirthReport } from '../rules/notification/birth-report.js';

/** Legal time of a suite; it goes where it is told. */
export class MovableClock {
  constructor(private at: Temporal.Instant) {}

  now(): Temporal.Instant {
    return this.at;
  }

  moveTo(instant: string): void {
    this.at = Temporal.Instant.from(instant);
  }
}

export const KEMIN = 'KG-C-03-F01';
export const hospital = (facility = KEMIN): Principal => aPrincipal({ roles: ['hospital'], facilities: [facility] });
export const socialWorker = (territory = 'KG-C-03'): Principal => aPrincipal({ roles: ['social-worker'], territory });
export const guardianship = (territory = 'KG-C-03'): Principal => aPrincipal({ roles: ['guardianship'], territory });

/** Who names the protection workers of everything below the country. */
export const namingAbove: Principal = aPrincipal({ subject: 'test:above', roles: ['guardianship'], territory: 'KG' });
/** Who names those of the whole country. */
export const admin: Principal = aPrincipal({ roles: ['admin'], territory: 'KG' });

const NAME_WORKER = `mutation ($input: NameProtectionWorkerInput!) { nameProtectionWorker(input: $input) { id } }`;
const WITHDRAW_WORKER = `mutation ($input: WithdrawProtectionWorkerInput!) {
  withdrawProtectionWorker(input: $input) { id } }`;

/** One child as the database holds it. */
export interface Child {
  readonly notificationId: string;
  readonly watchId: string;
}

/** The whole service on a database of its own: its graph, its sweep, and its inbox, at a time that the test moves. */
export class BirthsUnderTest {
  private readonly versions = new Map<string, number>();
  private serial = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly clock: MovableClock,
    readonly graph: BootedSubgraph,
    private readonly worker: Transactions,
    private readonly inbox: InboxConsumer,
    private readonly queues: Queues,
    private readonly backend: QueueBackend,
  ) {}

  static async open(now = '2024-05-25T06:00:00Z'): Promise<BirthsUnderTest> {
    const law = lawOf({ KAMKOR_PROFILE: 'KG' });
    const clock = new MovableClock(Temporal.Instant.from(now));
    const database = await testDatabase('births', birthsMigrations, birthsData);
    const dataSource = await database.as('app', { entities });
    const graph = await bootedSubgraph({ dataSource, providers: providers(law), clock });
    const backend = await queueBackend('postgres');
    const queues = openQueues(backend.url);
    const worker = await database.transactions('worker', clock);
    const log = createLogger('births-test');
    const inbox = new InboxConsumer({ consumer: 'births', transactions: worker, queues, log });
    birthsHandlers(inbox, birthsDeadlines(law), law);
    return new BirthsUnderTest(database, clock, graph, worker, inbox, queues, backend);
  }

  /** Asks the graph; what it refuses fails the test. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
  async ask(principal: Principal, query: string, variables: object = {}): Promise<any> {
    const { data, errors } = await this.graph.ask(principal, query, variables);
    if (errors) throw new Error(`${JSON.stringify(errors)} ${this.graph.unexpected.map(String).join('; ')}`);
    return data;
  }

  /** `extensions` of the refusal of a question; undefined if it was answered. */
  async refusal(principal: Principal, query: string, variables: object = {}) {
    return (await this.graph.ask(principal, query, variables)).errors?.[0]?.extensions;
  }

  report(said: Partial<BirthReport> = {}): BirthReport {
    this.serial += 1;
    return {
      facility: KEMIN,
      facilityRecordNumber: `2024/${this.serial}`,
      bornAt: '2024-05-25T08:30:00+06:00',
      sex: 'FEMALE',
      weightGrams: 3_200,
      live: true,
      mother: { identity: 'NAMED', familyName: 'Асанова', givenName: 'Айгүл' },
      motherTerritory: 'KG-C-03',
      ...said,
    };
  }

  /** Notifies a birth as its hospital, or outside one as somebody of its territory; gives the ids. */
  async notify(said: Partial<BirthReport> = {}): Promise<Child> {
    const input = this.report(said);
    const mutation = 'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }';
    const reporter = aPrincipal({ roles: ['community-reporter'], territory: input.birthTerritory ?? null });
    const { notifyBirth } = await this.ask(input.facility ? hospital(input.facility) : reporter, mutation, { input });
    const [watch] = await this.database.admin<{ id: string }>(
      'SELECT id FROM documentation_watch WHERE notification_id = $1',
      [notifyBirth.id],
    );
    return { notificationId: notifyBirth.id, watchId: watch?.id as string };
  }

  /** Names somebody a protection worker; gives the naming's id. */
  async nameWorker({ subject: worker }: Principal, territory = 'KG-C-03'): Promise<string> {
    const input = { worker, territory };
    return (await this.ask(territory === 'KG' ? admin : namingAbove, NAME_WORKER, { input })).nameProtectionWorker.id;
  }

  /** Withdraws a naming below the country that nobody has changed. */
  async withdrawWorker(protectionWorkerId: string): Promise<void> {
    const input = { protectionWorkerId, version: 1, reason: 'LEFT_OFFICE' };
    await this.ask(namingAbove, WITHDRAW_WORKER, { input });
  }

  /** Works off everything that is due, as the worker does. */
  async sweep(): Promise<number> {
    const errors: unknown[] = [];
    const kinds = listOf(birthsDeadlines(lawOf({ KAMKOR_PROFILE: 'KG' })));
    const sweeper = new Sweeper({
      transactions: this.worker,
      service: 'births',
      kinds,
      onError: (error) => errors.push(error),
    });
    const lapsed = await sweeper.sweep();
    if (errors.length > 0) throw errors[0];
    return lapsed;
  }

  /** Facts of the registry about births, as the worker receives them; the subject is the notification's record, or the person. */
  async hear<Type extends EventType>(type: Type, ...payloads: EventDraft<Type>[]): Promise<void> {
    const { typeVersion, producer, subjectType } = eventKind(type);
    await this.inbox.receive(
      payloads.map((payload) => {
        const { notificationId, personId } = payload as { notificationId?: string; personId: string };
        const subjectId = notificationId ?? personId;
        const subjectVersion = (this.versions.get(subjectId) ?? 0) + 1;
        this.versions.set(subjectId, subjectVersion);
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
      }),
    );
    const [parked] = await this.inbox.parkedEvents();
    if (parked) throw new Error(`parked: ${parked.error}`);
  }

  async close(): Promise<void> {
    await this.graph.close();
    await this.queues.close();
    await this.backend.dispose();
    await this.database.dispose();
  }
}
