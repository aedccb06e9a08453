import { rowSet } from './row-set.js';

interface Visit {
  readonly id: string;
  readonly familyId: string;
  readonly visitedAt: Temporal.Instant | null;
  readonly reasons: readonly string[];
}

const VISITS = rowSet<Visit>()({ id: 'uuid', familyId: 'uuid', visitedAt: 'timestamptz', reasons: 'text[]' });

describe('a row set', () => {
  it('names its columns as the properties are called, and numbers its parameters from where it is told', () => {
    const counted = rowSet<{ readonly id: string; readonly dueOn: Temporal.PlainDate; readonly round: number }>()({
      id: 'uuid',
      dueOn: 'date',
      round: 'int',
    });
    expect(counted.from('c')).toBe('unnest($1::uuid[], $2::date[], $3::int[]) AS c(id, due_on, round)');
    expect(counted.from('c', 3)).toBe('unnest($3::uuid[], $4::date[], $5::int[]) AS c(id, due_on, round)');
    expect(counted.columns).toBe('id, due_on, round');
    expect(counted.width).toBe(3);
  });

  it('gives each column its values whatever the order in which a row says them', () => {
    const at = Temporal.Instant.from('2024-05-25T00:00:00Z');
    const [ids, families, instants, reasons] = VISITS.values([
      { reasons: ['TOO_FAR'], visitedAt: at, familyId: 'family', id: 'visit' },
      { id: 'other', familyId: 'family', visitedAt: null, reasons: [] },
    ]);
    expect([ids, families, reasons]).toEqual([
      ['visit', 'other'],
      ['family', 'family'],
      ['{"TOO_FAR"}', '{}'],
    ]);
    expect((instants as unknown[])[0]).toBe(at);
  });

  it('gives a function its arrays by the names of the arguments', () => {
    const said = rowSet<{ readonly id: string; readonly name: string }>()({ id: 'uuid', name: 'text' });
    expect(said.arguments({ id: 'siblings', name: 'names' }, 2)).toBe('siblings => $2::uuid[], names => $3::text[]');
  });

  it('does not compile with a column that is missing, too many or of another type than its property', () => {
    type Named = { readonly id: string; readonly at: Temporal.Instant; readonly on: Temporal.PlainDate | null };
    // @ts-expect-error `on` is missing
    rowSet<Named>()({ id: 'uuid', at: 'timestamptz' });
    // @ts-expect-error there is no `age`
    rowSet<Named>()({ id: 'uuid', at: 'timestamptz', on: 'date', age: 'int' });
    // @ts-expect-error an instant is no date
    rowSet<Named>()({ id: 'uuid', at: 'date', on: 'date' });
    // @ts-expect-error a date is no instant
    rowSet<Named>()({ id: 'uuid', at: 'timestamptz', on: 'timestamptz' });
    // @ts-expect-error text is no number
    rowSet<Named>()({ id: 'int', at: 'timestamptz', on: 'date' });
    // @ts-expect-error a row without its family
    VISITS.values([{ id: 'visit', visitedAt: null, reasons: [] }]);
    // @ts-expect-error the argument of `familyId` has no name
    VISITS.arguments({ id: 'ids', visitedAt: 'visits', reasons: 'reasons' });
    expect.assertions(0);
  });
});
