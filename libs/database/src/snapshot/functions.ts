import { type Grant, grantsIn, grantsText } from './grants.js';
import type { Ask, RoleName } from './snapshot.js';

const FUNCTIONS = `
  SELECT p.proname AS name, oidvectortypes(p.proargtypes) AS arguments, pg_get_userbyid(p.proowner) AS owner,
    CASE p.prokind WHEN 'a' THEN 'an aggregate' ELSE pg_get_functiondef(p.oid) END AS definition,
    ${grantsIn('p.proacl', 'f', 'p.proowner')} AS grants
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype IN ('e', 'i'))
  ORDER BY p.proname COLLATE "C", 2`;

interface FunctionRow {
  name: string;
  arguments: string;
  owner: string;
  definition: string;
  grants: Grant[] | null;
}

export async function functionsOf(ask: Ask, name: RoleName): Promise<string[]> {
  return ((await ask(FUNCTIONS)) as FunctionRow[]).map((it) =>
    [
      `-- ${it.name}`,
      `${it.definition.trimEnd()};`,
      ...grantsText(`FUNCTION ${it.name}(${it.arguments})`, it.grants ?? [], name),
      ...(name(it.owner) === '<owner>' ? [] : [`ALTER FUNCTION ${it.name} OWNER TO ${it.owner};`]),
    ].join('\n'),
  );
}
