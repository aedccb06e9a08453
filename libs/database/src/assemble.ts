import type { Database, DatabaseObject, SqlFunction, Table } from './objects.js';

/** The SQL of a whole database, its libs first. */
export const assemble = (database: Database): string =>
  [...database.libs.map(assemble), assembleOwn(database)].filter(Boolean).join('\n\n');

/** The SQL of a database without that of its libs. */
export function assembleOwn({ objects }: Database): string {
  const sequences = objects.filter(({ kind }) => kind === 'sequence');
  const functions = objects.filter((object) => object.kind === 'function');
  const tables = objects.filter(({ kind }) => kind === 'table');
  const extensions = objects.filter(({ kind }) => kind === 'extension');
  const views = objects.filter(({ kind }) => kind === 'view');
  const defined = [
    ...sequences,
    ...functions.filter(({ beforeTables }) => beforeTables),
    ...tables,
    ...extensions,
    ...functions.filter(({ beforeTables }) => !beforeTables),
    ...views,
  ];
  return [
    ...defined.map(({ sql }) => sql),
    ...[...tables, ...extensions, ...functions, ...views, ...sequences].map(rights),
  ]
    .filter((sql) => sql !== undefined)
    .map(ended)
    .filter(Boolean)
    .join('\n\n');
}

function rights(object: DatabaseObject): string {
  const parts = (() => {
    switch (object.kind) {
      case 'table':
        return [guarded(object), object.triggers, object.policies, object.grants];
      case 'extension':
        return [object.triggers, object.policies, object.grants];
      case 'function':
        return [uncallable(object), object.grants];
      default:
        return [object.grants];
    }
  })();
  return parts
    .filter((part) => part !== undefined)
    .map(ended)
    .filter(Boolean)
    .join('\n');
}

const guarded = ({ name, worker }: Table): string => `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON ${name} FROM PUBLIC;${
  worker ? `\nCREATE POLICY ${name}_worker ON ${name} TO kamkor_worker USING (true) WITH CHECK (true);` : ''
}`;

const uncallable = ({ name }: SqlFunction): string => `REVOKE ALL ON FUNCTION ${name} FROM PUBLIC;`;

const ended = (sql: string): string => {
  const text = sql.trim();
  return text === '' || text.endsWith(';') ? text : `${text};`;
};
