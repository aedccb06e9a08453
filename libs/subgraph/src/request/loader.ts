import { tx } from '@kamkor/persistence';
import DataLoader from 'dataloader';

/**
 * Declares a loader: `const notificationOf = loader((ids: readonly string[]) => …)`, then `notificationOf(id)`.
 * One loader lives for one transaction, so that nothing is remembered across requests or principals.
 */
export function loader<Key, Value>(
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | null> {
  const symbol = Symbol('loader');
  return (key) =>
    tx()
      .once(
        symbol,
        () =>
          new DataLoader<Key, Value | null>(async (keys) => {
            const found = await load(keys);
            return keys.map((wanted) => found.get(wanted) ?? null);
          }),
      )
      .load(key);
}

/** Groups rows under a key for a loader. */
export function keyed<Row, Key>(rows: readonly Row[], key: (row: Row) => Key): Map<Key, Row> {
  return new Map(rows.map((row) => [key(row), row]));
}
