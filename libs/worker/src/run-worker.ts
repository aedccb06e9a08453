import { DEADLINE_CHANNEL, type DeadlineKind, DeadlineWorker } from '@kamkor/deadlines';
import {
  type EventHandlers,
  eventMetrics,
  INBOX_CHANNEL,
  InboxConsumer,
  OUTBOX_CHANNEL,
  OutboxRelay,
  undelivered,
} from '@kamkor/outbox';
import { createDataSource, Transactions } from '@kamkor/persistence';
import { openQueues } from '@kamkor/queue';
import { RegulationBook } from '@kamkor/regulations';
import {
  databaseCheck,
  legalClock,
  listen,
  processMetrics,
  readConfig,
  runProcess,
  startHttp,
  workerVariables,
} from '@kamkor/service';
import { TrailSealer } from '@kamkor/trail';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { deadlineGauges } from './deadline-gauges.js';
import { KeyPurge } from './key-purge.js';
import { keptRegulations } from './months/kept.js';
import { BY_MONTH, MonthKeeper } from './months/month-keeper.js';
import { monthMetrics } from './months/month-metrics.js';
import { type OwnGauge, ownGauges } from './own-gauges.js';
import { trailMetrics } from './trail-metrics.js';

export type WorkerConfig = ReturnType<typeof readConfig<typeof workerVariables>>;

/** Work of one service alone, in its worker: rows that it claims, woken by a NOTIFY. */
export interface OwnWork {
  readonly channel: string;
  start(): void;
  wake(): void;
  /** Resolves when the work it is at has ended. */
  close(): Promise<void>;
  /** How much is to be done now. */
  waiting(): Promise<number>;
}

/** What {@link OwnWork} is made of. */
export interface WorkSurroundings {
  readonly transactions: Transactions;
  readonly onError: (error: unknown) => void;
}

export interface WorkerProcess {
  /** The name of the service, also as a producer and consumer of events. */
  readonly name: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly gauges?: readonly OwnGauge[];
  /** What the worker does, under the law of its deployment. */
  readonly open: (config: WorkerConfig) => WorkerParts;
}

export interface WorkerParts {
  readonly kinds: readonly DeadlineKind[];
  readonly handlers: EventHandlers;
  readonly ownWork: (surroundings: WorkSurroundings) => readonly OwnWork[];
}

/** Connections: two inbox batches, two lanes of a sweep, relay, receipts, sealing, heartbeat, health, months, work of its own. */
const POOL_SIZE = 12;

/**
 * `worker.ts` of every service: lapses deadlines, relays and applies events, seals the trail, until told to stop.
 * It stops taking work first, finishes what it holds, then closes the queues, then the database.
 */
export function runWorker({ name, entities, open, gauges = [] }: WorkerProcess): void {
  runProcess({
    name: `${name}-worker`,
    start: async ({ log, stopping, onStop }) => {
      const config = readConfig(workerVariables);
      const { kinds, handlers, ownWork } = open(config);
      const clock = legalClock(config);
      const onError = (err: unknown, where: string) => log.error({ err, where }, 'work failed');
      const dataSource = createDataSource({
        url: config.DATABASE_URL,
        entities,
        applicationName: `${name}-worker`,
        poolSize: POOL_SIZE,
      });
      await dataSource.initialize();
      onStop('database', () => dataSource.destroy());
      const transactions = new Transactions(dataSource, clock);
      const queues = openQueues(config.QUEUE_URL, { onError, onWarning: (warning) => log.warn({ warning }, 'queue') });
      onStop('queues', () => queues.close());

      const metrics = processMetrics(`${name}-worker`);
      const relay = new OutboxRelay({ producer: name, transactions, queues, log });
      const inbox = new InboxConsumer({
        consumer: name,
        transactions,
        queues,
        log,
        onApplied: eventMetrics(metrics, dataSource),
      });
      inbox.onAll(handlers);
      const deadlines = new DeadlineWorker({
        transactions,
        queues,
        service: name,
        kinds,
        onError,
        waitForInbox: async () => {
          if (!(await inbox.drain())) log.warn('the inbox was not drained before the sweep');
        },
      });
      deadlineGauges(metrics, deadlines, transactions, kinds);
      ownGauges(metrics, transactions, gauges);
      const sealer = new TrailSealer({
        dataSource,
        key: config.KAMKOR_TRAIL_KEY,
        onSealed: ({ head }) => log.info({ block: head.number, hash: head.hash }, 'trail sealed'),
        onBacklog: trailMetrics(metrics),
        onError: (error) => onError(error, 'trail'),
      });
      const months = new MonthKeeper({
        transactions,
        service: name,
        book: RegulationBook.open(keptRegulations, { overridesFile: config.KAMKOR_REGULATIONS }),
        log,
        onError: (error) => onError(error, 'months'),
        onOverdue: monthMetrics(metrics, dataSource, BY_MONTH),
      });
      const purge = new KeyPurge(transactions, name, (error) => onError(error, 'idempotency'));

      const own = ownWork({ transactions, onError: (error) => onError(error, 'own work') });

      relay.start();
      inbox.start();
      // Not awaited: the first sweep waits for the inbox, and a worker that waits is alive.
      const firstSweep = deadlines.start();
      sealer.start();
      purge.start();
      months.start();
      for (const work of own) work.start();
      const wake: Record<string, (payload: string) => void> = {
        [OUTBOX_CHANNEL]: () => relay.wake(),
        [INBOX_CHANNEL]: () => inbox.wake(),
        [DEADLINE_CHANNEL]: (payload) => deadlines.notified(payload),
        ...Object.fromEntries(own.map((work) => [work.channel, () => work.wake()])),
      };
      const listener = await listen(
        config.DATABASE_URL,
        Object.keys(wake),
        (channel, payload) => wake[channel]?.(payload),
        {
          applicationName: `${name}-listen`,
          log,
        },
      );
      const http = await startHttp({
        port: config.PORT,
        host: config.HOST,
        log,
        checks: [databaseCheck(dataSource)],
        metrics,
        stopping,
        clock,
        clockMoved: () => deadlines.clockMoved(),
        idle: async () => {
          const { due, idle } = await deadlines.idle();
          const waiting = await Promise.all(own.map((work) => work.waiting()));
          // A sweep that runs with nothing due left is still work.
          return {
            due: waiting.reduce((sum, rows) => sum + rows, idle ? 0 : Math.max(1, due)),
            outbox: await undelivered(dataSource),
            inbox: await inbox.waiting(),
          };
        },
      });
      onStop('sealer', () => sealer.stop());
      onStop('relay', () => relay.close());
      onStop('work', () =>
        Promise.all([
          ...own.map((work) => work.close()),
          ...[deadlines.close(), firstSweep, inbox.close(), purge.stop(), months.stop(), listener.close()],
        ]),
      );
      onStop('http', () => http.close());
      return { port: http.port };
    },
  });
}
