import { rowSet, tx } from '@kamkor/persistence';
import { duplicateKeys } from '../../rules/duplicate/keys.js';
import type { Law } from '../../rules/law.js';
import { queueSearchOfIndexed } from '../duplicate-work.js';
import { comparedBirths } from './compared-births.js';

const FORGET = 'DELETE FROM duplicate_key WHERE notification_id = ANY ($1::uuid[])';

/** What a notification is found by, or is looked for by. */
interface Key {
  readonly notificationId: string;
  readonly key: string;
  readonly birthDate: Temporal.PlainDate;
}

export const KEYS = rowSet<Key>()({ notificationId: 'uuid', key: 'text', birthDate: 'date' });

const INSERT = `INSERT INTO duplicate_key (${KEYS.columns})
  SELECT ${KEYS.columns} FROM ${KEYS.from('k')} ON CONFLICT DO NOTHING`;

/** Writes down what these notifications are found by now, and has them searched once that is committed. */
export async function indexBirths(notificationIds: readonly string[], law: Law): Promise<void> {
  const { sql } = tx();
  const births = [...(await comparedBirths(notificationIds, law)).values()];
  const keys = births.flatMap((birth) =>
    duplicateKeys(birth).own.map((key) => ({ notificationId: birth.notificationId, key, birthDate: birth.birthDate })),
  );
  await sql(FORGET, [notificationIds]);
  await sql(INSERT, KEYS.values(keys));
  await queueSearchOfIndexed(births.map(({ notificationId }) => notificationId));
}
