import type { Database, Extension } from './objects.js';

/** The SQL that takes back what `assembleOwn` makes. */
export function dropOwn({ objects }: Database): string {
  const named = (kind: 'view' | 'table' | 'function' | 'sequence'): string[] =>
    objects.flatMap((object) => (object.kind === kind ? [object.name] : [])).reverse();
  const drop = (what: string, names: readonly string[]): string[] =>
    names.length > 0 ? [`DROP ${what} ${names.join(', ')};`] : [];
  return [
    ...objects.filter((object) => object.kind === 'extension').flatMap(takenBack),
    ...drop('VIEW', named('view')),
    ...drop('TABLE', named('table')),
    ...drop('FUNCTION', named('function')),
    ...drop('SEQUENCE', named('sequence')),
  ].join('\n');
}

/** The table stays, so what was added to it goes one by one. */
function takenBack({ table, sql = '', triggers = '', policies = '', grants = '' }: Extension): string[] {
  if (/\bALTER TABLE\b/i.test(sql))
    throw new Error(`What is added to ${table} can't be taken back: say why it is kept.`);
  return [
    ...allOf(policies, /CREATE POLICY (\w+) ON (\w+)/g, ([, name, on]) => `DROP POLICY ${name} ON ${on};`),
    ...allOf(triggers, /CREATE (?:CONSTRAINT )?TRIGGER (\w+)/g, ([, name]) => `DROP TRIGGER ${name} ON ${table};`),
    ...allOf(grants, /GRANT ([^;]+) TO ([^;]+)/g, ([, right, to]) => `REVOKE ${right} FROM ${to};`),
    ...allOf(sql, /CREATE (?:UNIQUE )?INDEX (\w+)/g, ([, name]) => `DROP INDEX ${name};`),
  ];
}

const allOf = (sql: string, pattern: RegExp, undo: (match: RegExpMatchArray) => string): string[] =>
  [...sql.matchAll(pattern)].map(undo);
