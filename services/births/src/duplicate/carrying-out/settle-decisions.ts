import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../../deadlines.js';
import type { Law } from '../../rules/law.js';
import { tellStanding } from '../../statement/tell-standing.js';
import { keptNow } from '../decision/which-is-kept.js';
import { closeDuplicate } from './close-duplicate.js';
import { holdKeptAgainst } from './hold-against-kept.js';
import type { DecidedPair } from './pair.js';
import { reopenDuplicate } from './reopen-duplicate.js';

const LOCK = `SELECT id, one, other, kept, settled_kept AS "settledKept", moved_tasks AS "movedTasks"
  FROM duplicate_candidate WHERE id = $1 FOR UPDATE`;

/** Makes the notifications what is decided of them now, however often that has changed since it was asked for. */
export async function settleDecisions(
  candidateIds: readonly string[],
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<void> {
  for (const id of candidateIds) {
    const [pair] = await tx().sql<DecidedPair>(LOCK, [id]);
    if (pair) await holdKeptAgainst(id);
    if (!pair || pair.kept === pair.settledKept) continue;
    if (pair.settledKept !== null) await reopenDuplicate(pair, pair.settledKept, deadlines, law);
    if (pair.kept !== null) await closeDuplicate(pair, await keptNow(pair, pair.kept), deadlines, law);
    await tellStanding([pair.one, pair.other]);
  }
}
