/** SQL types that a property of this type may have in the database; with any other one the row set does not compile. */
export type ColumnType<Value> = OfGiven<Exclude<Value, null | undefined>>;

type OfGiven<Value> = [Value] extends [boolean]
  ? 'boolean'
  : [Value] extends [number]
    ? 'int'
    : [Value] extends [string]
      ? 'uuid' | 'text' | 'date' | 'timestamptz'
      : [Value] extends [Temporal.PlainDate]
        ? 'date'
        : [Value] extends [Temporal.Instant]
          ? 'timestamptz'
          : [Value] extends [readonly string[]]
            ? 'text[]'
            : 'jsonb';

/** Every property of a row with its SQL type. The column is called as the property is: `dueAt` is `due_at`. */
export type Columns<Row> = { readonly [Property in keyof Row]-?: ColumnType<Row[Property]> };

/** Many rows as parameters of one statement: an array for each column, put together by name and never by position. */
export interface RowSet<Row> {
  /** The names of the columns, for the list of an INSERT and for that of its SELECT. */
  readonly columns: string;
  /** How many parameters it takes. */
  readonly width: number;
  /** For FROM: the rows as a table with this alias. `first` is the number of its first parameter. */
  from(alias: string, first?: number): string;
  /** For a function that takes arrays: each as the argument that is named for its property. */
  arguments(names: Readonly<Record<keyof Row, string>>, first?: number): string;
  /** The parameters of `from`, in its order. */
  values(rows: readonly Row[]): unknown[];
}

/**
 * Declares once what rows go to SQL: `rowSet<Visit>()({ id: 'uuid', visitedAt: 'timestamptz' })`. A property that is
 * missing, too many, or of another type than its column does not compile.
 */
export const rowSet =
  <Row extends object>() =>
  (types: Columns<Row>): RowSet<Row> => {
    const properties = Object.entries<string>(types).map(([property, type]) => ({
      property: property as keyof Row,
      column: columnOf(property),
      type,
    }));
    const columns = properties.map(({ column }) => column).join(', ');
    const parameter = (type: string, number: number) => `$${number}::${type === 'text[]' ? 'text' : type}[]`;
    return {
      columns,
      width: properties.length,
      from: (alias, first = 1) => {
        const arrays = properties.map(({ type }, at) => parameter(type, first + at)).join(', ');
        const rows = `unnest(${arrays}) AS ${alias}(${columns})`;
        if (!properties.some(({ type }) => type === 'text[]')) return rows;
        const cells = properties.map(({ column, type }) => (type === 'text[]' ? `${column}::text[]` : column));
        return `(SELECT ${cells.join(', ')} FROM ${rows}) AS ${alias}`;
      },
      arguments: (names, first = 1) =>
        properties.map(({ property, type }, at) => `${names[property]} => ${parameter(type, first + at)}`).join(', '),
      values: (rows) =>
        properties.map(({ property, type }) => {
          const cell = CELLS[type];
          return rows.map((row) => (cell ? cell(row[property]) : row[property]));
        }),
    };
  };

const columnOf = (property: string): string => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** PostgreSQL unnests an array of arrays down to its elements, so a cell that is one goes in as its text. */
const CELLS: Readonly<Record<string, (value: unknown) => string | null>> = {
  'text[]': (value) => arrayText(value as readonly string[] | null | undefined),
  jsonb: (value) => (value === undefined || value === null ? null : JSON.stringify(value)),
};

const arrayText = (items: readonly string[] | null | undefined): string | null =>
  items ? `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}` : null;
