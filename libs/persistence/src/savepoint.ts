import { type Occasion, type Tx, transactionStorage, tx } from './tx.js';

/**
 * Runs `work` inside the running transaction so that its failure takes back only what it did itself. What it collects
 * for the commit (trail entries, events) is written at its own end, so that nothing of a failed attempt is left over.
 * `occasion` replaces parts of the transaction's own, such as the operation; the principal stays.
 */
export async function savepoint<Result>(
  work: (tx: Tx) => Promise<Result>,
  occasion: Partial<Omit<Occasion, 'principal'>> = {},
): Promise<Result> {
  const outer = tx();
  const values = new Map<symbol, unknown>();
  const lastWork = new Map<symbol, () => Promise<void>>();
  const inner: Tx = {
    ...outer,
    ...occasion,
    beforeCommit: (key, last) => {
      if (!lastWork.has(key)) lastWork.set(key, last);
    },
    once: <Value>(key: symbol, make: () => Value) => {
      if (!values.has(key)) values.set(key, make());
      return values.get(key) as Value;
    },
  };
  await outer.sql('SAVEPOINT attempt');
  try {
    const result = await transactionStorage.run({ tx: inner }, async () => {
      const made = await work(inner);
      for (const last of lastWork.values()) await last();
      return made;
    });
    await outer.sql('RELEASE SAVEPOINT attempt');
    return result;
  } catch (error) {
    await outer.sql('ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt').catch(() => undefined);
    throw error;
  }
}
