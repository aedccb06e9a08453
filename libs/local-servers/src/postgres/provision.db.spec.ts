import pg from 'pg';
import { provisionDatabase } from './provision.js';

const adminUrl = process.env.KAMKOR_TEST_POSTGRES ?? '';

async function query<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

describe('a provisioned database', () => {
  const name = `provision_${process.pid}`;
  const other = `${name}_other`;

  afterAll(async () => {
    for (const database of [name, other]) await query(adminUrl, `DROP DATABASE IF EXISTS ${database}`);
  });

  it('has three logins, none of which rises above row-level security', async () => {
    const urls = await provisionDatabase(adminUrl, name);
    for (const [kind, url] of Object.entries(urls)) {
      const [me] = await query(
        url,
        'SELECT current_user AS name, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user',
      );
      expect(me).toEqual({ name: `${name}_${kind}`, rolsuper: false, rolbypassrls: false, rolcreaterole: false });
    }
    expect(
      await query(
        urls.app,
        "SELECT pg_has_role('kamkor_app', 'USAGE') AS app, pg_has_role('kamkor_worker', 'USAGE') AS worker",
      ),
    ).toEqual([{ app: true, worker: false }]);
    await query(urls.owner, 'CREATE TABLE only_the_owner_makes_tables (id int)');
    await expect(query(urls.app, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied for schema public');
  });

  it('is made once, also by many at a time, and keeps its passwords', async () => {
    const all = await Promise.all([1, 2, 3].map(() => provisionDatabase(adminUrl, name)));
    expect(new Set(all.map((urls) => JSON.stringify(urls))).size).toBe(1);
    await query(all[0]!.worker, 'SELECT 1');
  });

  it('lets nobody of another database in', async () => {
    const { app, worker } = await provisionDatabase(adminUrl, other);
    for (const url of [app, worker]) {
      await expect(query(url.replace(/[^/]*$/, name), 'SELECT 1')).rejects.toThrow('permission denied for database');
    }
  });

  it('is written to disk before a commit is confirmed', async () => {
    const [settings] = await query(
      adminUrl,
      "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('listen_addresses') AS listen",
    );
    expect(settings).toEqual({ fsync: 'on', commit: 'on', listen: '127.0.0.1' });
  });
});
