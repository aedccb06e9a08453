import { randomUUID } from 'node:crypto';
import { type Envelope, EventKind } from '@kamkor/events';
import { type MigrationClass, rowSet, tx } from '@kamkor/persistence';
import { openQueues, type Queues } from '@kamkor/queue';
import { createLogger, listen } from '@kamkor/service';
import { type QueueBackend, queueBackend, type TestDatabase, testDatabase } from '@kamkor/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { outboxMigrations } from '../../migrations/index.js';
import { INBOX_CHANNEL } from '../channels.js';
import { InboxConsumer } from './inbox-consumer.js';
import { replay } from './replay.js';

/** What the handlers here do: a second effect of one event breaks the key. */
class CreateEffect1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE effect (position serial, subject_id uuid, version int, note text, operation text, PRIMARY KEY (subject_id, version));
      GRANT INSERT, SELECT ON effect TO kamkor_worker; GRANT USAGE ON SEQUENCE effect_position_seq TO kamkor_worker;`);
  }
  async down(): Promise<void> {}
}

interface Effect {
  readonly subjectId: string;
  readonly version: number;
  readonly note: string;
}

const EFFECTS = rowSet<Effect>()({ subjectId: 'uuid', version: 'int', note: 'text' });

const first = EventKind.first(
  { type: 'ParcelMoved', producer: 'post', subjectType: 'Parcel' },
  z.object({ place: z.string() }),
);
const ParcelMoved = first.next(z.object({ town: z.string() }), (old) => ({ town: old.place }));

const parcel = (subjectId: string, subjectVersion: number, over: Partial<Envelope> = {}): Envelope => ({
  id: randomUUID(),
  type: 'ParcelMoved',
  typeVersion: 2,
  producer: 'post',
  subjectType: 'Parcel',
  subjectId,
  subjectVersion,
  occurredAt: '2026-05-25T00:00:00Z',
  payload: { town: 'Osh' },
  ...over,
});

describe('the inbox', () => {
  let database: TestDatabase;
  let backend: QueueBackend;
  let queues: Queues;
  const migrations: MigrationClass[] = [...outboxMigrations, CreateEffect1763900000000];
  /** Town whose parcels nobody can deliver; null: all can. */
  let broken: string | null = null;
  /** Town whose rows are always locked by somebody. */
  let locked: string | null = null;
  let interrupted = false;
  /** How long a handler takes, so that another can come in between. */
  let seconds = 0;
  let calls = 0;

  const consumer = async () =>
    new InboxConsumer({
      consumer: 'depot',
      transactions: await database.transactions('worker'),
      queues,
      log: createLogger('depot', 'silent'),
    }).on(ParcelMoved, async (events) => {
      calls += 1;
      await tx().sql('SELECT pg_sleep($1)', [seconds]);
      await tx().sql(
        `INSERT INTO effect (${EFFECTS.columns}, operation) SELECT ${EFFECTS.columns}, $1 FROM ${EFFECTS.from('e', 2)}`,
        [
          tx().operation,
          ...EFFECTS.values(
            events.map(({ subjectId, subjectVersion, payload }) => ({
              subjectId,
              version: subjectVersion,
              note: payload.town,
            })),
          ),
        ],
      );
      if (interrupted) throw Object.assign(new Error('deadlock'), { code: '40P01' });
      if (events.some((event) => event.payload.town === locked))
        throw Object.assign(new Error('lock'), { code: '55P03' });
      if (events.some((event) => event.payload.town === broken)) throw new Error(`no road for 20105199012345`);
    });

  const effects = (subjectId: string) =>
    database.admin<{ version: number; note: string; operation: string }>(
      'SELECT version, note, operation FROM effect WHERE subject_id = $1 ORDER BY position',
      [subjectId],
    );
  const versions = async (subjectId: string) => (await effects(subjectId)).map((effect) => effect.version);

  beforeAll(async () => {
    [database, backend] = await Promise.all([testDatabase('depot', migrations), queueBackend('postgres')]);
    queues = openQueues(backend.url);
  });

  beforeEach(() => {
    broken = null;
    locked = null;
    interrupted = false;
    seconds = 0;
    calls = 0;
  });

  afterAll(async () => {
    await queues?.close();
    await Promise.all([database?.dispose(), backend?.dispose()]);
  });

  it('applies each event once and in order, however they arrive', async () => {
    const inbox = await consumer();
    const subject = randomUUID();
    const [one, two, three] = [1, 2, 3].map((version) => parcel(subject, version)) as [Envelope, Envelope, Envelope];
    await inbox.receive([two]);
    expect(await versions(subject)).toEqual([]);
    await inbox.receive([two, one, one]);
    expect(await versions(subject)).toEqual([1, 2]);
    await inbox.receive([three, one, two, three]);
    expect(await versions(subject)).toEqual([1, 2, 3]);
    expect(await database.admin('SELECT event_id FROM inbox_event')).toEqual([]);
    expect((await effects(subject))[0]?.operation).toBe('event:ParcelMoved');
  });

  it('takes a whole batch of subjects in one call', async () => {
    await (await consumer()).receive(Array.from({ length: 200 }, () => parcel(randomUUID(), 1)));
    expect(calls).toBe(1);
  });

  it('parks the one at fault, holds back its subject alone, and lets it go on after a replay', async () => {
    const inbox = await consumer();
    const subjects = Array.from({ length: 100 }, () => randomUUID());
    const bad = subjects[37] as string;
    broken = 'Talas';
    const events = subjects.flatMap((subject) =>
      [1, 2].map((version) => parcel(subject, version, subject === bad ? { payload: { town: 'Talas' } } : {})),
    );
    await inbox.receive(events);
    await inbox.receive([parcel(bad, 3)]);

    for (const subject of subjects) expect(await versions(subject)).toEqual(subject === bad ? [] : [1, 2]);
    expect(calls).toBeLessThan(20);
    const [parked] = await inbox.parkedEvents();
    expect(parked).toMatchObject({ subjectId: bad, subjectVersion: 1, heldBack: 2, attempts: 1 });
    expect(parked?.error).toBe('Error no road for …');
    expect(parked).not.toHaveProperty('payload');

    expect(await inbox.replay(parked?.id as string)).toBe(true);
    expect(await inbox.parkedEvents()).toMatchObject([{ id: parked?.id, attempts: 2 }]);
    broken = null;
    expect(await inbox.replay(parked?.id as string)).toBe(true);
    expect(await versions(bad)).toEqual([1, 2, 3]);
    expect(await inbox.parkedEvents()).toEqual([]);
    expect(await inbox.replay(parked?.id as string)).toBe(false);
  });

  it('is replayed by command, through the worker that is running', async () => {
    const inbox = await consumer();
    const subject = randomUUID();
    broken = 'Osh';
    const [event, later] = [parcel(subject, 1), parcel(subject, 2, { payload: { town: 'Batken' } })];
    await inbox.receive([event, later]);
    inbox.start();
    const listener = await listen(database.urls.worker, [INBOX_CHANNEL], () => inbox.wake());
    const transactions = await database.transactions('worker');
    expect(await replay(transactions, 'depot', event.id)).toEqual({
      state: 'PARKED_AGAIN',
      error: 'Error no road for …',
    });
    broken = null;
    expect(await replay(transactions, 'depot', event.id)).toEqual({ state: 'APPLIED' });
    expect(await versions(subject)).toEqual([1, 2]);
    expect(await replay(transactions, 'depot', event.id)).toEqual({ state: 'NOT_PARKED' });
    await Promise.all([inbox.close(), listener.close()]);
  });

  it('writes what a handler collects for the commit once, though the handler is called again on halves', async () => {
    const key = Symbol('collected');
    const collected: string[] = [];
    const inbox = new InboxConsumer({
      consumer: 'depot',
      transactions: await database.transactions('worker'),
      queues,
      log: createLogger('depot', 'silent'),
    }).on(ParcelMoved, async (events) => {
      const entries = tx().once(key, () => [] as string[]);
      tx().beforeCommit(key, async () => void collected.push(...entries));
      entries.push(...events.map(({ id }) => id));
      if (events.some(({ payload }) => payload.town === 'Talas')) throw new Error('no');
    });
    const good = Array.from({ length: 9 }, () => parcel(randomUUID(), 1));
    await inbox.receive([...good, parcel(randomUUID(), 1, { payload: { town: 'Talas' } })]);
    expect(collected.sort()).toEqual(good.map(({ id }) => id).sort());
    await database.admin('DELETE FROM inbox_event');
  });

  it('tries a batch again that a deadlock ended, instead of parking it', async () => {
    const inbox = await consumer();
    const subject = randomUUID();
    interrupted = true;
    await expect(inbox.receive([parcel(subject, 1)])).rejects.toThrow('deadlock');
    expect(await inbox.parkedEvents()).toEqual([]);
    interrupted = false;
    await inbox.receive([parcel(subject, 1)]);
    expect(await versions(subject)).toEqual([1]);
  });

  it('lets a batch that always fails hold up only the subject it fails on', async () => {
    const inbox = await consumer();
    const [good, bad] = [randomUUID(), randomUUID()];
    const busy = parcel(bad, 1, { payload: { town: 'Talas' } });
    locked = 'Talas';
    await expect(inbox.receiveApart([busy, parcel(good, 1), parcel(good, 2)])).rejects.toThrow('lock');
    expect(await versions(good)).toEqual([1, 2]);
    expect(await inbox.parkedEvents()).toEqual([]);
    locked = null;
    await inbox.receive([busy]);
    expect(await versions(bad)).toEqual([1]);
  });

  it('gives the same events to two consumers at once without doubling anything', async () => {
    const [one, other] = await Promise.all([consumer(), consumer()]);
    const subjects = Array.from({ length: 50 }, () => randomUUID());
    await one.receive(subjects.map((subject) => parcel(subject, 1)));
    seconds = 0.2;
    const events = subjects.flatMap((subject) => [2, 3].map((version) => parcel(subject, version)));
    await Promise.all([one.receive(events), other.receive(events.toReversed()), one.receive(events.slice(20))]);
    for (const subject of subjects) expect(await versions(subject)).toEqual([1, 2, 3]);
    expect(await one.parkedEvents()).toEqual([]);
  });

  it('reads an old version, acknowledges what it has no use for, and parks what only a newer build can read', async () => {
    const inbox = await consumer();
    const subject = randomUUID();
    await inbox.receive([
      parcel(subject, 1, { typeVersion: 1, payload: { place: 'Naryn' } }),
      parcel(subject, 2, { type: 'ParcelWeighed', payload: undefined }),
      parcel(subject, 3),
      parcel(subject, 4, { type: 'ParcelOpened', payload: { why: 'customs' } }),
    ]);
    expect(await effects(subject)).toMatchObject([{ version: 1, note: 'Naryn' }, { version: 3 }]);
    expect(await inbox.parkedEvents()).toMatchObject([
      { type: 'ParcelOpened', error: 'UnknownEventType unknown event type ParcelOpened' },
    ]);
    const later = randomUUID();
    await inbox.receive([parcel(later, 1, { typeVersion: 3 }), parcel(later, 2, { payload: { town: 7 } })]);
    expect((await inbox.parkedEvents())[1]).toMatchObject({ subjectId: later, heldBack: 1 });
  });

  it('keeps a month in which an event waits, however old, and drops a second copy long after the first one’s month', async () => {
    const worker = await database.as('worker');
    const drop = async () => (await worker.query('SELECT * FROM inbox_event_drop_months(2)'))[0];
    const inbox = await consumer();
    const subject = randomUUID();
    const [one, two] = [parcel(subject, 1), parcel(subject, 2)];
    await inbox.receive([two]);
    await database.admin(`DELETE FROM inbox_event WHERE event_id <> $1`, [two.id]);
    await database.admin(`UPDATE inbox_event SET received_at = received_at - interval '4 months'`);
    await worker.query('SELECT inbox_event_make_months(3)');
    const month = Temporal.Now.plainDateISO('UTC').subtract({ months: 4 }).toString().slice(0, 7).replace('-', '_');
    expect(await drop()).toEqual({ dropped: [], needed: [`inbox_event_${month}`] });

    await inbox.receive([one]);
    expect(await versions(subject)).toEqual([1, 2]);
    expect(await drop()).toEqual({ dropped: [`inbox_event_${month}`], needed: [] });
    await inbox.receive([one, two]);
    expect(await versions(subject)).toEqual([1, 2]);
  });
});
