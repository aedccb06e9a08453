import { assembleOwn } from './assemble.js';
import { dropOwn } from './drop.js';
import type { Database } from './objects.js';

/** `civil-registry` → `CreateCivilRegistry` */
export const initialName = ({ name }: Database): string =>
  `Create${name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())}`;

/** The text of the migration that makes what a database has beside its libs. It holds SQL and nothing that can change. */
export function initialMigration(database: Database, timestamp: string): string {
  const { name, kept } = database;
  const down =
    kept === undefined
      ? `  async down(runner: QueryRunner): Promise<void> {
    await runner.query(${quoted(dropOwn(database))});
  }`
      : `  async down(): Promise<void> {
    throw new Error('${kept.replaceAll("'", "\\'")}');
  }`;
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by \`npm run schema -- --initial ${name}\` from the files in database/, and frozen with the first release. */
export class ${initialName(database)}${timestamp} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(${quoted(assembleOwn(database))});
  }

${down}
}
`;
}

const quoted = (sql: string): string => {
  const text = sql.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return `\`\n${text}\``;
};
