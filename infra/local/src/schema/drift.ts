import { assemble, difference, MAKE_MONTHS, snapshotOf } from '@kamkor/database';
import { provisionDatabase } from '@kamkor/local-servers';
import { createDataSource, migrate } from '@kamkor/persistence';
import { allOrWhyNot } from '../system/prepare-databases.js';
import { modelOfUnit } from './model.js';
import { type Migrated, snapshotOfUnit } from './units.js';

/** What PostgreSQL holds of a service's database, made in two ways. Columns by name, where they are compared. */
export interface Made {
  readonly byFiles: string;
  readonly byMigrations: string;
  /** As it is committed: columns in their order. */
  readonly snapshot: string;
}

/** Makes the database of a service from its files and from its migrations, on a server that may be thrown away. */
export async function makeBoth(unit: Migrated, adminUrl: string): Promise<Made> {
  const name = unit.database.name.replaceAll('-', '_');
  const [files, migrated] = [
    await provisionDatabase(adminUrl, `${name}_by_files`, { roles: 'schema' }),
    await provisionDatabase(adminUrl, `${name}_by_migrations`, { roles: 'schema' }),
  ];
  await allOrWhyNot([
    runAll(
      files.owner,
      `${assemble(unit.database)}
${MAKE_MONTHS}`,
    ).catch((error: Error) => {
      throw new Error(`The files in ${unit.folder}/database make no database: ${error.message}`, { cause: error });
    }),
    migrate(createDataSource({ url: migrated.owner, migrations: unit.migrations, applicationName: 'schema' })),
  ]);
  const [byFiles, byMigrations, snapshot] = await Promise.all([
    snapshotOf(files.owner, { sortColumns: true }),
    snapshotOf(migrated.owner, { sortColumns: true }),
    snapshotOf(migrated.owner),
  ]);
  return { byFiles, byMigrations, snapshot };
}

/** A message for each two of files, migrations and committed snapshot that do not say the same. */
export function driftOf(unit: Migrated, { byFiles, byMigrations, snapshot }: Made, committed: string): string[] {
  const messages: string[] = [];
  const file = snapshotOfUnit(unit);
  if (byFiles !== byMigrations) {
    messages.push(
      `${unit.folder}: database/ says something else (+) than the migrations make (-):\n${difference(byMigrations, byFiles)}
Add a migration for what is meant; while nothing is released: npm run schema -- --initial <service or lib>`,
    );
  }
  if (snapshot !== committed) {
    messages.push(
      `${file}: the migrations make something else (+) than it says (-):\n${difference(committed, snapshot)}
Write what is meant with: npm run schema -- --write`,
    );
  }
  return messages;
}

/** A message where the picture of the data model is not what the snapshot says. */
export const driftOfModel = (unit: Migrated, model: string, committed: string): string[] =>
  model === committed
    ? []
    : [
        `${modelOfUnit(unit)} is not the picture of the snapshot:\n${difference(committed, model)}
Draw it anew with: npm run schema -- --write`,
      ];

async function runAll(url: string, sql: string): Promise<void> {
  const source = await createDataSource({ url, applicationName: 'schema' }).initialize();
  try {
    await source.query(sql);
  } finally {
    await source.destroy();
  }
}
