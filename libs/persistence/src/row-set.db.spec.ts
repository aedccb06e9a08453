import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { rowSet } from './row-set.js';

interface Cell {
  readonly at: Temporal.Instant | null;
  readonly day: Temporal.PlainDate | null;
  readonly text: string | null;
  readonly number: number | null;
  readonly said: boolean | null;
  readonly codes: readonly string[] | null;
  readonly document: object | null;
}

const CELLS = rowSet<Cell>()({
  at: 'timestamptz',
  day: 'date',
  text: 'text',
  number: 'int',
  said: 'boolean',
  codes: 'text[]',
  document: 'jsonb',
});

const FULL: Cell = {
  at: Temporal.Instant.from('2024-05-24T18:00:00.001Z'),
  day: Temporal.PlainDate.from('2024-02-29'),
  text: 'Айгүл, "{}" \\ NULL',
  number: -3,
  said: false,
  codes: ['NULL', 'a,b', '"{\\}"', ''],
  document: { name: 'Нурай', of: [1, null] },
};
const EMPTY: Cell = { at: null, day: null, text: null, number: null, said: null, codes: null, document: null };

describe('a row set in the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('row-set', []);
  });
  afterAll(() => database.dispose());

  // As text: any two Temporal values are deeply equal to Jest.
  const plain = (rows: readonly Cell[]) => JSON.parse(JSON.stringify(rows));
  const back = (rows: readonly Cell[]) =>
    database.asPrincipal(aPrincipal({}), ({ sql }) =>
      sql<Cell>(`SELECT c.* FROM ${CELLS.from('c', 2)} WHERE $1`, [true, ...CELLS.values(rows)]),
    );

  it('comes back as it went in, with every type of column, empty cells and no rows at all', async () => {
    const rows = [FULL, EMPTY, { ...EMPTY, codes: [] }];
    expect(plain(await back(rows))).toEqual(plain(rows));
    expect(await back([])).toEqual([]);
  });

  it('is a statement like another to the planner: one unnest, also where a cell is an array', async () => {
    const plan = await database.asPrincipal(aPrincipal({}), ({ sql }) =>
      sql<Record<string, string>>(`EXPLAIN SELECT c.* FROM ${CELLS.from('c')}`, CELLS.values([FULL])),
    );
    expect(plan.map((row) => row['QUERY PLAN'])).toEqual([expect.stringMatching(/^Function Scan on c /)]);
  });
});
