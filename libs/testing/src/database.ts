import { createHash, randomBytes } from 'node:crypto';
import type { ReferenceData } from '@kamkor/database';
import { type DatabaseUrls, provisionDatabase } from '@kamkor/local-servers';
import {
  createDataSource,
  type DatabaseOptions,
  type MigrationClass,
  migrate,
  type Occasion,
  Transactions,
  type Tx,
} from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { type Clock, systemClock } from '@kamkor/time';
import pg from 'pg';
import type { DataSource } from 'typeorm';

export type DatabaseRole = keyof DatabaseUrls;

/** A template is made once; parallel suites that need the same one wait until it is made. */
const TEMPLATE_LOCK = 7_202_606;
/** Logins are shared by all test databases: a policy is `TO kamkor_app`, whatever the login is called. */
const ROLES = 'test';

/**
 * A fresh, migrated database for one suite, copied from a template that is made once per set of migrations and reference
 * data, on the server of `KAMKOR_TEST_POSTGRES` (started by Jest for the projects with `*.db.spec.ts`).
 *
 * ```ts
 * let database: TestDatabase;
 * beforeAll(async () => { database = await testDatabase('births', birthsMigrations, dataOf(database)); });
 * afterAll(() => database.dispose());
 * await database.asPrincipal(aPrincipal({ roles: ['registrar'], territory: 'KG-C' }), () => service.notify(…));
 * ```
 */
export async function testDatabase(
  name: string,
  migrations: readonly MigrationClass[],
  data: readonly ReferenceData[] = [],
): Promise<TestDatabase> {
  const adminUrl = process.env.KAMKOR_TEST_POSTGRES;
  if (!adminUrl) throw new Error('KAMKOR_TEST_POSTGRES is not set: name the spec *.db.spec.ts');
  const template = await templateOf(adminUrl, migrations, data);
  const database = `test_${name.replace(/\W/g, '_')}_${randomBytes(4).toString('hex')}`;
  return new TestDatabase(
    adminUrl,
    database,
    await provisionDatabase(adminUrl, database, { roles: ROLES, template }),
    migrations,
  );
}

export class TestDatabase {
  private readonly opened: DataSource[] = [];
  private readonly byRole = new Map<DatabaseRole, Promise<DataSource>>();

  constructor(
    private readonly adminUrl: string,
    readonly name: string,
    /** Connection URLs of the three logins, to hand to a process. */
    readonly urls: DatabaseUrls,
    private readonly migrations: readonly MigrationClass[],
  ) {}

  /** An open data source of that role, one for the suite; with options (entities, poolSize) a new one. All end with the database. */
  as(
    role: DatabaseRole,
    options?: Partial<Pick<DatabaseOptions, 'entities' | 'poolSize' | 'applicationName'>>,
  ): Promise<DataSource> {
    if (options) return this.open(role, options);
    const known = this.byRole.get(role) ?? this.open(role, {});
    this.byRole.set(role, known);
    return known;
  }

  /** Transactions of that role, as a worker or a door opens them. */
  async transactions(role: DatabaseRole = 'app', clock: Clock = systemClock): Promise<Transactions> {
    return new Transactions(await this.as(role), clock);
  }

  /** Runs `work` in one committed transaction of the principal; `tx()` works inside. By default in the role app. */
  async asPrincipal<Result>(
    principal: Principal,
    work: (tx: Tx) => Promise<Result>,
    { role = 'app', clock = systemClock, ...occasion }: Partial<Occasion> & { role?: DatabaseRole; clock?: Clock } = {},
  ): Promise<Result> {
    const transactions = await this.transactions(role, clock);
    return transactions.run({ operation: 'Test.run', purpose: 'test', ...occasion, principal }, work);
  }

  /** One statement as the superuser, past every policy: to look at what is really stored, or to tamper with it. */
  async admin<Row extends object = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const url = Object.assign(new URL(this.adminUrl), { pathname: `/${this.name}` }).href;
    return await statement<Row>(url, sql, values);
  }

  /** Closes what was opened and drops the database, whoever is still connected. */
  async dispose(): Promise<void> {
    for (const source of this.opened.splice(0)) if (source.isInitialized) await source.destroy();
    await statement(this.adminUrl, `DROP DATABASE IF EXISTS "${this.name}" WITH (FORCE)`);
  }

  private async open(role: DatabaseRole, options: Partial<DatabaseOptions>): Promise<DataSource> {
    const source = createDataSource({
      applicationName: `test-${role}`,
      migrations: this.migrations,
      ...options,
      url: this.urls[role],
    });
    this.opened.push(source);
    return await source.initialize();
  }
}

async function templateOf(
  adminUrl: string,
  migrations: readonly MigrationClass[],
  data: readonly ReferenceData[],
): Promise<string> {
  const hash = createHash('sha256');
  for (const migration of migrations) hash.update(`${migration.name}\n${String(migration)}\n`);
  hash.update(JSON.stringify(data));
  const template = `template_${hash.digest('hex').slice(0, 16)}`;

  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const known = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (known.rowCount) return template;
    // Migrated under another name first: a template that exists is a finished one.
    const unfinished = `unfinished_${template}`;
    await admin.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    const { owner } = await provisionDatabase(adminUrl, unfinished, { roles: ROLES });
    await migrate(createDataSource({ url: owner, migrations, applicationName: 'test-template' }), data);
    await admin.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`);
    return template;
  } finally {
    await admin.end();
  }
}

async function statement<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
