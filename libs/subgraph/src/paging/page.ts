import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { cursorInvalid, pageTooLarge } from './page-refusals.js';

export const MOST_PER_PAGE = 100;
const USUAL_PER_PAGE = 20;

/** A column that a list is ordered by, with the PostgreSQL type its cursor is read back as. */
export interface OrderColumn {
  readonly column: string;
  readonly type: 'timestamptz' | 'date' | 'text' | 'uuid' | 'int';
}

export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface Page<Row> {
  readonly edges: { readonly node: Row; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Counted only when asked for. */
  readonly totalCount: Promise<number>;
}

export function pageSize(first: number | null | undefined): number {
  const size = first ?? USUAL_PER_PAGE;
  if (size < 1 || size > MOST_PER_PAGE) throw pageTooLarge({ field: 'first' }, { most: MOST_PER_PAGE });
  return size;
}

export const encodeCursor = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of a cursor made by {@link encodeCursor}; anything else is refused by the field `after`. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string')) {
      return values;
    }
  } catch {
    // falls through to the refusal
  }
  throw cursorInvalid({ field: 'after' });
}

const FITS: Record<OrderColumn['type'], RegExp> = {
  timestamptz: /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/,
  date: /^\d{4,}-\d\d-\d\d$/,
  text: /^[^\0]*$/,
  uuid: /^[0-9a-f-]{36}$/,
  int: /^-?\d{1,9}$/,
};

/**
 * One page of a list, ascending by `order`, whose last column must be unique. Cursors carry the database's own text
 * of the columns, so that no precision is lost on the way and back.
 */
export async function page<Row extends ObjectLiteral>(
  list: SelectQueryBuilder<Row>,
  order: readonly OrderColumn[],
  { first, after }: PageRequest,
): Promise<Page<Row>> {
  const size = pageSize(first);
  const counted = list.clone();
  const columns = order.map(({ column }) => column).join(', ');
  if (after) {
    const values = decodeCursor(after, order.length);
    if (!order.every(({ type }, i) => FITS[type].test(values[i] ?? ''))) throw cursorInvalid({ field: 'after' });
    const bounds = order.map(({ type }, i) => `CAST(:after${i} AS ${type})`).join(', ');
    list.andWhere(`(${columns}) > (${bounds})`, Object.fromEntries(values.map((value, i) => [`after${i}`, value])));
  }
  order.forEach(({ column }, i) => {
    list.addSelect(`CAST(${column} AS text)`, `cursor_${i}`).addOrderBy(column, 'ASC');
  });
  const { entities, raw } = await list.limit(size + 1).getRawAndEntities<Record<string, string>>();
  const edges = entities.slice(0, size).map((node, row) => ({
    node,
    cursor: encodeCursor(order.map((_, i) => raw[row]?.[`cursor_${i}`] ?? '')),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: entities.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return counted.getCount();
    },
  };
}
