import type { QueryRunner } from 'typeorm';
import type { Finding } from '../findings.js';
import type { IdRange } from '../id-ranges.js';

type Found = (finding: Finding) => void;

/** Ranges of a block that names another number of entries than it has hashes of are no ranges of anything. */
const RANGES = `SELECT lower(ids) AS "from", upper(ids) AS "to" FROM trail_block b, unnest(b.entry_ids) ids
  WHERE octet_length(b.entry_hashes) = 32 * (SELECT sum(upper(i) - lower(i)) FROM unnest(b.entry_ids) i)`;
const WAITING = 'SELECT entry_id AS id FROM trail_unsealed';
const ENTRIES = 'SELECT id FROM trail_entry';

/**
 * How many entries there must be: those in blocks, each once, and those that wait for one. Names what is in two blocks on
 * the way. With `within`, only blocks that have entries of this range, and of what waits only what was recorded since.
 */
export async function countExpected(
  runner: QueryRunner,
  found: Found,
  within?: { readonly ids: IdRange | null; readonly sinceMs: number },
): Promise<{ sealed: number; waiting: number }> {
  const near = within
    ? ` AND b.entry_ids && ${within.ids ? `int8range(${within.ids.from}, ${within.ids.to})` : "'empty'::int8range"}`
    : '';
  const ranges = merged(rows<IdRange>(runner, 'sealed_ids', `${RANGES}${near} ORDER BY 1, 2`), (entry) =>
    found({ fault: 'ENTRY_SEALED_TWICE', entry }),
  );
  const recorded = within ? ` AND e.recorded_at > to_timestamp(${within.sinceMs}::numeric / 1000)` : '';
  const waits = rows<{ id: number }>(
    runner,
    'waiting_ids',
    `${WAITING} WHERE EXISTS (SELECT FROM trail_entry e WHERE e.id = entry_id${recorded}) ORDER BY 1`,
  );
  const sealed = new Sealed(ranges);
  let waiting = 0;
  for await (const { id } of waits) if (!(await sealed.has(id))) waiting++;
  return { sealed: await sealed.count(), waiting };
}

/** Goes through all ids of the trail in order and names the entries that nothing accounts for. */
export async function nameInserted(runner: QueryRunner, found: Found): Promise<void> {
  const sealed = new Sealed(merged(rows<IdRange>(runner, 'sealed_ids', `${RANGES} ORDER BY 1, 2`), () => undefined));
  const waiting = rows<{ id: number }>(runner, 'waiting_ids', `${WAITING} ORDER BY 1`);
  let waits = await waiting.next();
  let last: number | undefined;
  for await (const { id } of rows<{ id: number }>(runner, 'entry_ids', `${ENTRIES} ORDER BY 1`)) {
    while (!waits.done && waits.value.id < id) waits = await waiting.next();
    const accounted = (await sealed.has(id)) || (!waits.done && waits.value.id === id);
    if (!accounted || id === last) found({ fault: 'ENTRY_INSERTED', entry: id });
    last = id;
  }
}

/** Asked for ascending ids, tells which are in a block, and how many ids are. */
class Sealed {
  private range: IdRange | undefined;
  private size = 0;

  constructor(private readonly ranges: AsyncIterator<IdRange>) {}

  async has(id: number): Promise<boolean> {
    while (!this.range || this.range.to <= id) if (!(await this.next())) return false;
    return this.range.from <= id;
  }

  async count(): Promise<number> {
    while (await this.next());
    return this.size;
  }

  private async next(): Promise<boolean> {
    const { done, value } = await this.ranges.next();
    if (done) return false;
    this.range = value;
    this.size += value.to - value.from;
    return true;
  }
}

/** Ranges by their beginning, without what an earlier one has already; `twice` is told each id of that, once. */
async function* merged(ranges: AsyncIterable<IdRange>, twice: (id: number) => void): AsyncGenerator<IdRange> {
  let end = Number.MIN_SAFE_INTEGER;
  let told = Number.MIN_SAFE_INTEGER;
  for await (const { from, to } of ranges) {
    for (let id = Math.max(from, told); id < Math.min(to, end); id++) {
      twice(id);
      told = id + 1;
    }
    if (to > end) yield { from: Math.max(from, end), to };
    end = Math.max(end, to);
  }
}

/** Rows of a query as they come, some at a time; several may be read in turns on one connection. */
async function* rows<Row>(runner: QueryRunner, cursor: string, query: string): AsyncGenerator<Row> {
  await runner.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${query}`);
  for (;;) {
    const page: Row[] = await runner.query(`FETCH 5000 FROM ${cursor}`);
    yield* page;
    if (page.length < 5_000) break;
  }
  await runner.query(`CLOSE ${cursor}`);
}
