import { type Grant, grantsIn, grantsText } from './grants.js';
import type { Ask, RoleName } from './snapshot.js';

// Who may create something in a schema, and what few databases have: extensions, types and statistics over several columns.
const SCHEMAS = `
  SELECT n.nspname AS name, ${grantsIn('n.nspacl', 'n', 'n.nspowner')} AS grants
  FROM pg_namespace n WHERE n.nspname !~ '^(pg_|information_schema$)' ORDER BY n.nspname COLLATE "C"`;
const DEFINITIONS = `SELECT text FROM (
  SELECT 'CREATE EXTENSION ' || extname || ';' AS text FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL
  SELECT CASE t.typtype WHEN 'e' THEN 'CREATE TYPE ' || t.typname || ' AS ENUM (' ||
      (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) || ');'
    WHEN 'd' THEN 'CREATE DOMAIN ' || t.typname || ' AS ' || format_type(t.typbasetype, t.typtypmod) || coalesce(' ' ||
      (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid), '') || ';'
    WHEN 'r' THEN (SELECT 'CREATE TYPE ' || t.typname || ' AS RANGE (subtype = ' || format_type(r.rngsubtype, NULL)
      || coalesce(', collation = ' || quote_ident(l.collname), '') || ');'
      FROM pg_range r LEFT JOIN pg_collation l ON l.oid = r.rngcollation WHERE r.rngtypid = t.oid)
    ELSE 'CREATE TYPE ' || t.typname || ' AS (' || (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', '
      ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.typrelid) || ');' END
  FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND (t.typtype IN ('e', 'd', 'r')
    OR (t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')))
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.classid = 'pg_type'::regclass AND d.deptype = 'e')
  UNION ALL SELECT pg_get_statisticsobjdef(oid) || ';' FROM pg_statistic_ext
  UNION ALL SELECT 'ALTER DEFAULT PRIVILEGES … -- ' || defaclobjtype::text || ' ' || defaclacl::text FROM pg_default_acl
) d ORDER BY text COLLATE "C"`;

export async function othersOf(ask: Ask, name: RoleName): Promise<string[]> {
  const schemas = ((await ask(SCHEMAS)) as { name: string; grants: Grant[] | null }[]).map((schema) =>
    [
      `-- ${schema.name}`,
      `CREATE SCHEMA ${schema.name};`,
      ...grantsText(`SCHEMA ${schema.name}`, schema.grants ?? [], name),
    ].join('\n'),
  );
  const rest = ((await ask(DEFINITIONS)) as { text: string }[]).map(({ text }) => text);
  return [...schemas, ...rest];
}
