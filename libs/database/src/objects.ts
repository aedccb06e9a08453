/** What stands beside the definition of a table; each part is SQL in its present text. */
interface TableParts {
  readonly triggers?: string;
  readonly policies?: string;
  readonly grants?: string;
}

export interface Table extends TableParts {
  readonly kind: 'table';
  readonly name: string;
  /** The table with its constraints, and its indexes. */
  readonly sql: string;
  /** Whether the worker's role sees and writes every row. Grants say what it may do at all. */
  readonly worker: boolean;
}

/** What a service adds to a table of a lib. */
export interface Extension extends TableParts {
  readonly kind: 'extension';
  readonly table: string;
  /** Further columns, constraints and indexes. */
  readonly sql?: string;
}

export interface SqlFunction {
  readonly kind: 'function';
  readonly name: string;
  readonly sql: string;
  readonly grants?: string;
  /** For a function that a column or an index is made of. */
  readonly beforeTables: boolean;
}

export interface View {
  readonly kind: 'view';
  readonly name: string;
  readonly sql: string;
  readonly grants?: string;
}

export interface Sequence {
  readonly kind: 'sequence';
  readonly name: string;
  readonly sql: string;
  readonly grants?: string;
}

export type DatabaseObject = Table | Extension | SqlFunction | View | Sequence;

/** What a table holds from a dated file of a release, such as territories: written after the migrations of every release. */
export interface ReferenceData {
  readonly table: string;
  readonly key: string;
  /** By column; dates as text. Referenced rows stand before those that reference them. */
  readonly rows: readonly Readonly<Record<string, string | null>>[];
}

export interface Database {
  readonly name: string;
  /** What libs bring along; each has an initial migration of its own. */
  readonly libs: readonly Database[];
  /** Those of one kind are created in this order. */
  readonly objects: readonly DatabaseObject[];
  readonly data?: readonly ReferenceData[];
  /** Why no migration drops what is in it; where no reason is given, the initial migration can be undone. */
  readonly kept?: string;
}

type Said<Kind extends DatabaseObject> = Omit<Kind, 'kind'>;

/**
 * Row-level security is enabled and forced, PUBLIC has no right, and the worker's role sees every row for which it has a
 * grant, unless `worker` is false.
 */
export const table = (said: Omit<Said<Table>, 'worker'> & { readonly worker?: boolean }): Table => ({
  worker: true,
  ...said,
  kind: 'table',
});

export const extend = (said: Said<Extension>): Extension => ({ ...said, kind: 'extension' });

/** PUBLIC may not call it; its grants say who may. */
export const func = (
  said: Omit<Said<SqlFunction>, 'beforeTables'> & { readonly beforeTables?: boolean },
): SqlFunction => ({
  beforeTables: false,
  ...said,
  kind: 'function',
});

export const view = (said: Said<View>): View => ({ ...said, kind: 'view' });

export const sequence = (said: Said<Sequence>): Sequence => ({ ...said, kind: 'sequence' });
