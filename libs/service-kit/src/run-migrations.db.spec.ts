import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type TestDatabase, testDatabase } from '@kamkor/testing';

const kit = fileURLToPath(new URL('../dist/src/index.js', import.meta.url));

/** A migration of this name, as the source of a process that runs the built kit. */
const migration = (name: string, sql: string): string =>
  `class ${name} { async up(runner) { await runner.query(${JSON.stringify(sql)}); } async down() {} }`;

const SLOW = migration('CreateUnit1700000000001', 'CREATE TABLE unit (id int); SELECT pg_sleep(2)');
const UNIT = migration('CreateUnit1700000000001', 'CREATE TABLE unit (id int)');

describe('the process that migrates', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase('run_migrations', []);
  });
  afterEach(() => database.dispose());

  /** Starts the process of a service called `unit` with these classes as its migrations. */
  function start(...classes: string[]) {
    const source = `import { runMigrations } from ${JSON.stringify(kit)};
      await runMigrations('unit', { migrations: [${classes.join(', ')}], data: [] });`;
    const env = { ...process.env, DATABASE_URL: database.urls.owner };
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => void (output += data));
    return { child, exit: once(child, 'exit').then(([code]) => ({ code: code as number | null, output })) };
  }

  it('exits with 1 and a sentence that names the migration which this release does not know', async () => {
    const worker = migration('CreateWorker1700000000002', 'CREATE TABLE worker (id int)');
    expect(await start(worker).exit).toMatchObject({ code: 0 });
    const { code, output } = await start(UNIT).exit;
    expect(code).toBe(1);
    expect(JSON.parse(output.trim()).msg).toMatch(
      /^The database has run CreateWorker1700000000002, which this release/,
    );
    expect(await database.admin(`SELECT to_regclass('unit') AS made`)).toEqual([{ made: null }]);
  });

  it('that was killed in a migration leaves nothing of it, and the next run makes it whole', async () => {
    const killed = start(SLOW);
    while (!(await isAsleep())) await new Promise((resolve) => setTimeout(resolve, 20));
    killed.child.kill('SIGKILL');
    await killed.exit;
    expect(await start(UNIT).exit).toMatchObject({ code: 0 });
    expect(await database.admin('SELECT name FROM migrations')).toEqual([{ name: 'CreateUnit1700000000001' }]);
    expect(await database.admin('SELECT FROM unit')).toEqual([]);
  });

  const isAsleep = async () =>
    (await database.admin(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`))
      .length > 0;
});
