import { createHmac } from 'node:crypto';
import pg from 'pg';

/** URLs of one database for its three logins: one migrates, one serves, one works off deadlines and events. */
export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
}

const KINDS = ['owner', 'app', 'worker'] as const;
const GROUPS = ['kamkor_app', 'kamkor_worker'] as const;
/** All databases of a server share its roles: two processes that provision at once must not both create the same role. */
const PROVISIONING_LOCK = 7_202_605;

/** The URLs that provisioning the database gives; passwords are derived from the superuser's, so nobody has to keep them. */
export function databaseUrls(adminUrl: string, database: string, roles = database): DatabaseUrls {
  const admin = new URL(adminUrl);
  const urlOf = (kind: (typeof KINDS)[number]) => {
    const username = `${roles}_${kind}`;
    const password = createHmac('sha256', admin.password).update(username).digest('base64url');
    return Object.assign(new URL(adminUrl), { username, password, pathname: `/${database}` }).href;
  };
  return { owner: urlOf('owner'), app: urlOf('app'), worker: urlOf('worker') };
}

/**
 * Makes the database with its owner and logins unless they are there, and gives their URLs: the same ones each time,
 * also to several who do it at once.
 *
 * @param adminUrl superuser on the database `postgres`
 * @param database name of the database; the logins are `<roles>_owner`, `<roles>_app`, `<roles>_worker`
 * @param options.roles prefix of the logins, by default the database's name; several databases may share logins
 * @param options.template database that is copied, by default an empty one; nobody may be connected to it
 */
export async function provisionDatabase(
  adminUrl: string,
  database: string,
  { roles = database, template = 'template0' }: { roles?: string; template?: string } = {},
): Promise<DatabaseUrls> {
  const urls = databaseUrls(adminUrl, database, roles);
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [PROVISIONING_LOCK]);
    const id = (name: string) => admin.escapeIdentifier(name);
    const exists = async (what: 'pg_roles' | 'pg_database', column: string, name: string) =>
      (await admin.query(`SELECT 1 FROM ${what} WHERE ${column} = $1`, [name])).rowCount === 1;

    for (const group of GROUPS) {
      if (!(await exists('pg_roles', 'rolname', group))) await admin.query(`CREATE ROLE ${id(group)} NOLOGIN`);
    }
    for (const kind of KINDS) {
      const { username, password } = new URL(urls[kind]);
      const rights = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${admin.escapeLiteral(password)}`;
      const verb = (await exists('pg_roles', 'rolname', username)) ? 'ALTER' : 'CREATE';
      await admin.query(`${verb} ROLE ${id(username)} WITH ${rights}`);
      if (kind !== 'owner') await admin.query(`GRANT ${id(`kamkor_${kind}`)} TO ${id(username)}`);
    }

    if (!(await exists('pg_database', 'datname', database))) {
      await admin.query(`CREATE DATABASE ${id(database)} OWNER ${id(`${roles}_owner`)} TEMPLATE ${id(template)}`);
    }
    await admin.query(`REVOKE ALL ON DATABASE ${id(database)} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${id(database)} TO ${id(`${roles}_app`)}, ${id(`${roles}_worker`)}`);
    return urls;
  } finally {
    await admin.end();
  }
}
