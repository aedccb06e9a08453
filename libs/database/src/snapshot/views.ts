import { type Grant, grantsIn, grantsText } from './grants.js';
import type { Ask, RoleName } from './snapshot.js';

const VIEWS = `
  SELECT c.relname AS name, pg_get_userbyid(c.relowner) AS owner, c.relkind = 'm' AS materialized, c.reloptions AS options,
    pg_get_viewdef(c.oid, true) AS definition, ${grantsIn('c.relacl', 'r', 'c.relowner')} AS grants
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm') ORDER BY c.relname COLLATE "C"`;

interface ViewRow {
  name: string;
  owner: string;
  materialized: boolean;
  options: string[] | null;
  definition: string;
  grants: Grant[] | null;
}

export async function viewsOf(ask: Ask, name: RoleName): Promise<string[]> {
  return ((await ask(VIEWS)) as ViewRow[]).map((view) => {
    const options = view.options ? ` WITH (${view.options.toSorted().join(', ')})` : '';
    const kind = view.materialized ? 'MATERIALIZED VIEW' : 'VIEW';
    return [
      `-- ${view.name}`,
      `CREATE ${kind} ${view.name}${options} AS\n${view.definition}`,
      ...grantsText(view.name, view.grants ?? [], name),
      ...(name(view.owner) === '<owner>' ? [] : [`ALTER ${kind} ${view.name} OWNER TO ${view.owner};`]),
    ].join('\n');
  });
}
