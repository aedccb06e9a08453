import type { Database, ReferenceData } from './objects.js';

/** What a release brings along for the tables of a database, its libs' first. */
export const dataOf = ({ libs, data = [] }: Database): readonly ReferenceData[] => [...libs.flatMap(dataOf), ...data];

/**
 * Brings a table up to the data: new rows are added, known ones are corrected, all others stay as they are. No row is
 * removed, because records refer to it; one that has ended gets the day on which it ended.
 */
export async function writeReferenceData(
  query: (sql: string, values: unknown[]) => Promise<unknown>,
  { table, key, rows }: ReferenceData,
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  const rest = columns.filter((column) => column !== key);
  const of = (row: string): string => rest.map((column) => `${row}.${column}`).join(', ');
  await query(
    `INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::${table}, $1::json)
     ON CONFLICT (${key}) DO UPDATE SET (${rest.join(', ')}) = ROW(${of('excluded')})
     WHERE (${of(table)}) IS DISTINCT FROM (${of('excluded')})`,
    [JSON.stringify(rows)],
  );
}
