import { randomUUID } from 'node:crypto';
import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { outboxMigrations } from '@kamkor/outbox/migrations';
import { Transactions } from '@kamkor/persistence';
import { RegulationBook } from '@kamkor/regulations';
import { createLogger, processMetrics } from '@kamkor/service';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { recordRead } from '@kamkor/trail';
import { trailMigrations } from '@kamkor/trail/migrations';
import { keptRegulations } from './kept.js';
import { BY_MONTH, MonthKeeper } from './month-keeper.js';
import { monthMetrics } from './month-metrics.js';

const monthAgo = (months: number): string =>
  Temporal.Now.plainDateISO('UTC').with({ day: 1 }).subtract({ months }).toString().slice(0, 7).replace('-', '_');
const THIS = monthAgo(0);

describe('the keeper of months', () => {
  let database: TestDatabase;
  let told: { level: string; said: Record<string, unknown>; text: string }[];
  let errors: unknown[];
  let metrics: ReturnType<typeof processMetrics>;
  /** Legal time of the worker; the real one decides about months and retention. */
  let legalDays = 0;
  beforeEach(async () => {
    database = await testDatabase('keeper', [...trailMigrations, ...outboxMigrations, ...deadlinesMigrations]);
    told = [];
    errors = [];
    legalDays = 0;
  });
  afterEach(() => database.dispose());

  const keeper = async (over: Record<string, { versions: object[] }> = {}) => {
    metrics = processMetrics('test');
    const dataSource = await database.as('worker');
    const now = () => Temporal.Now.instant().add({ hours: 24 * legalDays });
    const say = (level: string) => (said: Record<string, unknown>, text: string) =>
      void told.push({ level, said, text });
    return new MonthKeeper({
      transactions: new Transactions(dataSource, { now }),
      service: 'test',
      book: new RegulationBook(keptRegulations, over as never),
      log: Object.assign(createLogger('test', 'silent'), { error: say('error'), warn: say('warn'), info: say('info') }),
      onError: (error) => errors.push(error),
      onOverdue: monthMetrics(metrics, dataSource, BY_MONTH),
    });
  };
  const metric = async (name: string) =>
    Object.fromEntries(
      (await metrics.metrics())
        .split('\n')
        .filter((line) => line.startsWith(name))
        .map((line) => [/table="(\w+)"/.exec(line)![1]!, Number(line.split(' ').at(-1))]),
    );
  const events = (count: number, months: number) =>
    database.admin(`INSERT INTO outbox_event (id, type, type_version, subject_type, subject_id, subject_version, payload, occurred_at, recorded_at)
      SELECT gen_random_uuid(), 'X', 1, 'X', gen_random_uuid(), 1, '{}', now(), now() - interval '${months} months' FROM generate_series(1, ${count})`);

  it('has nothing to say where everything is there', async () => {
    await (await keeper()).pass();
    expect([told, errors]).toEqual([[], []]);
    expect(await metric('kamkor_month_missing')).toEqual({ trail_entry: 0, outbox_event: 0, inbox_event: 0 });
  });

  it('makes the months that are coming', async () => {
    await database.admin(`DROP TABLE trail_entry_${monthAgo(-2)}, trail_entry_${monthAgo(-3)}`);
    await (await keeper()).pass();
    expect(told).toEqual([
      {
        level: 'info',
        said: { table: 'trail_entry', made: [`trail_entry_${monthAgo(-2)}`, `trail_entry_${monthAgo(-3)}`] },
        text: 'months made',
      },
    ]);
  });

  it('says loudly that the present month was missing, in the metrics as long as it is, and puts its rows there', async () => {
    await database.admin(`DROP TABLE trail_entry_${THIS}`);
    const person = randomUUID();
    await database.asPrincipal(aPrincipal({ roles: ['registrar'] }), async () =>
      recordRead({ person, group: 'identity' }),
    );
    const kept = await keeper();
    expect(await metric('kamkor_month_missing')).toEqual({ trail_entry: 1, outbox_event: 0, inbox_event: 0 });
    await kept.pass();
    expect(told).toEqual([
      {
        level: 'error',
        said: { table: 'trail_entry', month: THIS, made: [`trail_entry_${THIS}`], moved: 1 },
        text: 'a month had no table: its rows waited in the net, and were moved',
      },
    ]);
    expect(await metric('kamkor_month_missing')).toMatchObject({ trail_entry: 0 });
    expect(await database.admin(`SELECT person FROM trail_entry_${THIS}`)).toEqual([{ person }]);
  });

  it('goes on with the others where one table can not be locked', async () => {
    await database.admin(`DROP TABLE trail_entry_${THIS}, outbox_event_${THIS}`);
    const reader = (await database.as('owner', { poolSize: 1 })).createQueryRunner();
    await reader.startTransaction();
    await reader.query('LOCK TABLE trail_entry IN ACCESS SHARE MODE');
    await (await keeper()).pass();
    await reader.rollbackTransaction();
    await reader.release();
    expect(errors.map(String)).toEqual([expect.stringContaining('lock timeout')]);
    expect(told.map(({ said }) => said.made)).toEqual([[`outbox_event_${THIS}`]]);
    expect(await metric('kamkor_month_missing')).toMatchObject({ trail_entry: 1, outbox_event: 0 });
  });

  it('files deadlines 90 days of legal time after their end', async () => {
    await database.admin(`INSERT INTO deadline (id, kind, subject_type, subject_id, territory, binds, regulation, opened_at, due_at,
        state, ended_at)
      SELECT gen_random_uuid(), 'X', 'X', gen_random_uuid(), 'KG', 'STATE', 'X', now(), now(), 'MET', now() FROM generate_series(1, 3)`);
    const kept = await keeper();
    legalDays = 89;
    await kept.pass();
    expect(told).toEqual([]);
    legalDays = 91;
    await kept.pass();
    expect(told).toEqual([{ level: 'info', said: { filed: 3 }, text: 'ended deadlines filed' }]);
  });

  it('drops months after what is kept, as a deployment may say, and tells of those that are needed yet', async () => {
    await events(2, 4);
    await events(1, 6);
    await database.admin('SELECT outbox_event_make_months(3)');
    await database.admin(`INSERT INTO outbox_delivery (event_id, consumer, recorded_at)
      SELECT id, 'births', recorded_at FROM outbox_event WHERE recorded_at > now() - interval '5 months'`);
    const longer = { versions: [{ from: '1990-01-01', value: 9, act: 'a decree', article: '1', source: 'law' }] };
    await (await keeper({ 'kept.published-events': longer })).pass();
    expect(told).toEqual([]);

    await (await keeper()).pass();
    expect(told.map(({ level, said }) => [level, said])).toEqual([
      ['info', { table: 'outbox_event', dropped: [`outbox_event_${monthAgo(6)}`] }],
      ['warn', { table: 'outbox_event', needed: [`outbox_event_${monthAgo(4)}`] }],
    ]);
    expect(await metric('kamkor_months_overdue')).toEqual({ outbox_event: 1, inbox_event: 0 });
    expect(await database.admin('SELECT count(*)::int AS events FROM outbox_event')).toEqual([{ events: 2 }]);
  });
});
