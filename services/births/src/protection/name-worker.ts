import { randomUUIDv7 } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { recordChange } from '@kamkor/trail';
import { knownPlaces } from '../notification/known-places.js';
import { alreadyNamed, checkNaming } from '../rules/protection/naming.js';
import { territoryUnknown } from '../rules/refusals.js';
import type { NameProtectionWorkerInput } from './protection.input.js';

const INSERT = `INSERT INTO protection_worker (id, subject, territory, named_at, named_by) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (subject, territory) WHERE state = 'NAMED' DO NOTHING RETURNING id`;

/** Gives the naming's id. Throws CONFLICT, FORBIDDEN, and BAD_USER_INPUT by field. */
export async function nameWorker({ worker, territory }: NameProtectionWorkerInput): Promise<string> {
  const { sql, now, principal } = tx();
  const places = await knownPlaces([{ motherTerritory: territory }]);
  if (!places.isTerritory(territory)) throw territoryUnknown({ field: 'territory' });
  checkNaming({ worker, territory }, principal);
  const id = randomUUIDv7();
  const [named] = await sql(INSERT, [id, worker, territory, now, principal.subject]);
  if (!named) throw alreadyNamed({ field: 'worker' });
  noteNaming(id, 'PROTECTION_WORKER_NAMED');
  return id;
}

/** Of nobody's record, so it stands in no person's log. */
export const noteNaming = (id: string, change: string): void =>
  recordChange({ person: null, subjectType: 'ProtectionWorker', subjectId: id, change, withheld: true });
