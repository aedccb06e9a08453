import { tx } from '@kamkor/persistence';
import { duplicateKeys } from '../../rules/duplicate/keys.js';
import type { Law } from '../../rules/law.js';
import { queueSearchOfIndexed } from '../duplicate-work.js';
import { comparedBirths } from './compared-births.js';

const FORGET = 'DELETE FROM duplicate_key WHERE notification_id = ANY ($1::uuid[])';
const INSERT = `INSERT INTO duplicate_key (notification_id, key, birth_date)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::date[]) ON CONFLICT DO NOTHING`;

/** Writes down what these notifications are found by now, and has them searched once that is committed. */
export async function indexBirths(notificationIds: readonly string[], law: Law): Promise<void> {
  const { sql } = tx();
  const births = [...(await comparedBirths(notificationIds, law)).values()];
  const keys = births.flatMap((birth) => duplicateKeys(birth).own.map((key) => ({ birth, key })));
  await sql(FORGET, [notificationIds]);
  await sql(INSERT, [
    keys.map(({ birth }) => birth.notificationId),
    keys.map(({ key }) => key),
    keys.map(({ birth }) => birth.birthDate),
  ]);
  await queueSearchOfIndexed(births.map(({ notificationId }) => notificationId));
}
