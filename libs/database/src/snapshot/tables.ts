import { type Grant, grantsIn, grantsText } from './grants.js';
import type { Ask, RoleName } from './snapshot.js';

/** Tables that are no part of the schema: TypeORM's list of the migrations that have run. */
export const NOT_OURS = `('migrations')`;

const TABLES = `
  SELECT c.oid::int AS id, c.relname AS name, pg_get_userbyid(c.relowner) AS owner, c.relrowsecurity AS secured,
    c.relforcerowsecurity AS forced, c.relpersistence = 'u' AS unlogged, c.relispartition AS "isPartition",
    CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END AS "partitionKey",
    pg_get_expr(c.relpartbound, c.oid, true) AS bound,
    (SELECT p.relname FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid) AS parent,
    coalesce(c.reloptions, '{}') || coalesce((SELECT array_agg('toast.' || o) FROM unnest(t.reloptions) o), '{}') AS options,
    ${grantsIn('c.relacl', 'r', 'c.relowner')} AS grants
  FROM pg_class c LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT IN ${NOT_OURS}`;

const COLUMNS = `
  SELECT a.attrelid::int AS of, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(l.collname) END AS collation,
    a.attnotnull AS "notNull", pg_get_expr(d.adbin, d.adrelid, true) AS value, a.attgenerated AS generated, a.attidentity AS identity,
    CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END AS storage, a.attcompression AS compression,
    nullif(a.attstattarget, -1) AS statistics, a.attoptions AS options,
    (SELECT json_agg(json_build_object('grantee', CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x.grantee) END,
       'privilege', x.privilege_type, 'grantable', x.is_grantable, 'column', a.attname))
     FROM aclexplode(a.attacl) x) AS grants
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attrelid, a.attnum`;

// Whether a column may be null is said with the column.
const CONSTRAINTS = `
  SELECT k.conrelid::int AS of, 'CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid, true)
      || coalesce(' WITH (' || array_to_string(i.reloptions, ', ') || ')', '') AS text
  FROM pg_constraint k LEFT JOIN pg_class i ON i.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
  WHERE k.coninhcount = 0 AND k.connamespace = 'public'::regnamespace AND k.conrelid <> 0 AND k.contype NOT IN ('n', 't') ORDER BY k.conname COLLATE "C"`;

const INDEXES = `
  SELECT i.indrelid::int AS of, pg_get_indexdef(i.indexrelid, 0, true) || ';' AS text
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND NOT EXISTS (
    SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')) ORDER BY c.relname COLLATE "C"`;

const TRIGGERS = `
  SELECT t.tgrelid::int AS of, pg_get_triggerdef(t.oid, true) || ';' || CASE t.tgenabled WHEN 'O' THEN '' ELSE ' -- fires: ' || t.tgenabled::text END
    AS text
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal ORDER BY t.tgname COLLATE "C"`;

const POLICIES = `
  SELECT p.polrelid::int AS of, p.polname AS name, p.polpermissive AS permissive, p.polcmd AS command,
    ARRAY(SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(r)::text END FROM unnest(p.polroles) r) AS roles,
    pg_get_expr(p.polqual, p.polrelid, true) AS using, pg_get_expr(p.polwithcheck, p.polrelid, true) AS checked
  FROM pg_policy p ORDER BY p.polname COLLATE "C"`;

// The counter behind an identity or serial column has rights of its own.
const COUNTERS = `
  SELECT d.refobjid::int AS of, c.relname AS name, ${grantsIn('c.relacl', 's', 'c.relowner')} AS grants
  FROM pg_class c JOIN pg_depend d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('i', 'a')
  WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace AND d.refclassid = 'pg_class'::regclass`;

const COMMANDS: Record<string, string> = {
  '*': '',
  r: ' FOR SELECT',
  a: ' FOR INSERT',
  w: ' FOR UPDATE',
  d: ' FOR DELETE',
};
const STORAGE: Record<string, string> = { p: 'PLAIN', e: 'EXTERNAL', m: 'MAIN', x: 'EXTENDED' };

export async function tablesOf(ask: Ask, name: RoleName, sortColumns: boolean): Promise<string[]> {
  const tables = (await ask(TABLES)) as TableRow[];
  const [columns, constraints, indexes, triggers, policies, counters] = [
    byTable<ColumnRow>(await ask(COLUMNS)),
    byTable<TextRow>(await ask(CONSTRAINTS)),
    byTable<TextRow>(await ask(INDEXES)),
    byTable<TextRow>(await ask(TRIGGERS)),
    byTable<PolicyRow>(await ask(POLICIES)),
    byTable<CounterRow>(await ask(COUNTERS)),
  ];
  const blocks = tables.map((table) => {
    const own = columns(table.id);
    const ordered = sortColumns ? own.toSorted((a, b) => (a.name < b.name ? -1 : 1)) : own;
    const lines = [
      table.isPartition
        ? `CREATE TABLE ${table.name} PARTITION OF ${table.parent}${ownOf(constraints(table.id))} ${table.bound}${optionsText(table.options)};`
        : `CREATE${table.unlogged ? ' UNLOGGED' : ''} TABLE ${table.name} (\n${[
            ...ordered.map((column) => `  ${columnText(column)}`),
            ...constraints(table.id).map(({ text }) => `  ${text}`),
          ].join(
            ',\n',
          )}\n)${table.partitionKey ? ` PARTITION BY ${table.partitionKey}` : ''}${optionsText(table.options)};`,
      ...indexes(table.id).map(({ text }) => text.replaceAll(' ON public.', ' ON ')),
      ...triggers(table.id).map(({ text }) => text.replaceAll(' ON public.', ' ON ')),
      ...(table.secured ? [`ALTER TABLE ${table.name} ENABLE ROW LEVEL SECURITY;`] : []),
      ...(table.forced ? [`ALTER TABLE ${table.name} FORCE ROW LEVEL SECURITY;`] : []),
      ...policies(table.id).map((policy) => policyText(table.name, policy, name)),
      ...grantsText(table.name, [...(table.grants ?? []), ...own.flatMap(({ grants }) => grants ?? [])], name),
      ...counters(table.id).flatMap((counter) => grantsText(`SEQUENCE ${counter.name}`, counter.grants ?? [], name)),
      ...(name(table.owner) === '<owner>' ? [] : [`ALTER TABLE ${table.name} OWNER TO ${table.owner};`]),
    ];
    return { name: table.name, text: lines.join('\n'), isPartition: table.isPartition };
  });
  const whole = blocks.map(({ name, text, isPartition }) => (isPartition ? ofAnyMonth(name, text) : text));
  return [...new Set(whole)].sort().map((text) => `-- ${/TABLE (\S+)/.exec(text)![1]}\n${text}`);
}

/** The months that have partitions depend on the day, so one line stands for all of them. */
function ofAnyMonth(name: string, text: string): string {
  const month = /\d{4}_?\d{2}$/.exec(name)?.[0];
  if (!month) return text;
  return text
    .replaceAll(name, name.replace(month, '<month>'))
    .replace(/FOR VALUES FROM \(.*?\) TO \(.*?\)/, 'FOR VALUES OF <month>');
}

/** Constraints that a partition has beside those of the whole. */
const ownOf = (own: readonly TextRow[]): string =>
  own.length > 0 ? ` (\n${own.map(({ text }) => `  ${text}`).join(',\n')}\n)` : '';

function columnText(column: ColumnRow): string {
  const parts = [`${column.name} ${column.type}`];
  if (column.collation) parts.push(`COLLATE ${column.collation}`);
  if (column.storage) parts.push(`STORAGE ${STORAGE[column.storage]}`);
  if (column.compression) parts.push(`COMPRESSION ${column.compression}`);
  if (column.notNull) parts.push('NOT NULL');
  if (column.generated) {
    parts.push(`GENERATED ALWAYS AS (${column.value}) ${column.generated === 's' ? 'STORED' : 'VIRTUAL'}`);
  } else if (column.value) parts.push(`DEFAULT ${column.value}`);
  if (column.identity) parts.push(`GENERATED ${column.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`);
  if (column.statistics !== null) parts.push(`STATISTICS ${column.statistics}`);
  if (column.options) parts.push(`SET (${column.options.join(', ')})`);
  return parts.join(' ');
}

function policyText(table: string, policy: PolicyRow, name: RoleName): string {
  const kind = `${policy.permissive ? '' : ' AS RESTRICTIVE'}${COMMANDS[policy.command]}`;
  const lines = [`CREATE POLICY ${policy.name} ON ${table}${kind} TO ${policy.roles.map(name).sort().join(', ')}`];
  if (policy.using) lines.push(`  USING (${policy.using})`);
  if (policy.checked) lines.push(`  WITH CHECK (${policy.checked})`);
  return `${lines.join('\n')};`;
}

const optionsText = (options: readonly string[]): string => {
  return options.length > 0 ? ` WITH (${options.toSorted().join(', ')})` : '';
};

function byTable<Row extends { of: number }>(rows: readonly Row[]): (id: number) => Row[] {
  const groups = Map.groupBy(rows, ({ of }) => of);
  return (id) => groups.get(id) ?? [];
}

interface TableRow {
  id: number;
  name: string;
  owner: string;
  secured: boolean;
  forced: boolean;
  unlogged: boolean;
  isPartition: boolean;
  partitionKey: string | null;
  bound: string | null;
  parent: string | null;
  options: string[];
  grants: Grant[] | null;
}

interface ColumnRow {
  of: number;
  name: string;
  type: string;
  collation: string | null;
  notNull: boolean;
  value: string | null;
  generated: string;
  identity: string;
  storage: string | null;
  compression: string;
  statistics: number | null;
  options: string[] | null;
  grants: Grant[] | null;
}

interface PolicyRow {
  of: number;
  name: string;
  permissive: boolean;
  command: string;
  roles: string[];
  using: string | null;
  checked: string | null;
}

interface TextRow {
  of: number;
  text: string;
}

interface CounterRow {
  of: number;
  name: string;
  grants: Grant[] | null;
}
