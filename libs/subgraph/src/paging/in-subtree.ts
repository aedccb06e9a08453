import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Narrows a list to a territory and everything below it; '.' is the character after '-', which separates the levels. */
export function inSubtree<Row extends ObjectLiteral>(
  list: SelectQueryBuilder<Row>,
  column: string,
  territory: string,
  name: 'asked' | 'own' | 'source' = 'asked',
): SelectQueryBuilder<Row> {
  return list.andWhere(`${column} >= :${name}From AND ${column} < :${name}To`, {
    [`${name}From`]: territory,
    [`${name}To`]: `${territory}.`,
  });
}
