import { type Grant, grantsIn, grantsText } from './grants.js';
import type { Ask, RoleName } from './snapshot.js';

// The sequence of an identity column stands with its table.
const SEQUENCES = `
  SELECT c.relname AS name, format_type(s.seqtypid, NULL) AS type, s.seqstart AS start, s.seqincrement AS increment,
    s.seqmin AS min, s.seqmax AS max, s.seqcache AS cache, s.seqcycle AS cycle, ${grantsIn('c.relacl', 's', 'c.relowner')} AS grants
  FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('i', 'a'))
  ORDER BY c.relname COLLATE "C"`;

interface SequenceRow {
  name: string;
  type: string;
  start: string;
  increment: string;
  min: string;
  max: string;
  cache: string;
  cycle: boolean;
  grants: Grant[] | null;
}

export async function sequencesOf(ask: Ask, name: RoleName): Promise<string[]> {
  return ((await ask(SEQUENCES)) as SequenceRow[]).map((it) =>
    [
      `-- ${it.name}`,
      `CREATE SEQUENCE ${it.name} AS ${it.type} START ${it.start} INCREMENT ${it.increment} MINVALUE ${it.min} MAXVALUE ${it.max} CACHE ${it.cache}${it.cycle ? ' CYCLE' : ''};`,
      ...grantsText(`SEQUENCE ${it.name}`, it.grants ?? [], name),
    ].join('\n'),
  );
}
