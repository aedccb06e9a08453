import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { recordChange } from '@kamkor/trail';
import { type Keepable, keepRequired, requireKeepable, undoneByKeeping } from '../../rules/duplicate/keeping.js';
import { closedAlready, keepsOthers } from '../../rules/duplicate/refusals.js';
import type { DuplicateCandidate } from '../candidate.entity.js';
import { type DecidedPair, lockPair, partnerOf } from '../carrying-out/pair.js';

const KEEPABLE = `SELECT n.id AS "notificationId", n.live, n.care_status AS "careStatus", w.state AS watch
  FROM birth_notification n LEFT JOIN documentation_watch w ON w.notification_id = n.id WHERE n.id = ANY ($1::uuid[])`;

/** What it depends on which of these notifications is kept, by id. */
async function readKeepable(notificationIds: readonly string[]): Promise<Map<string, Keepable>> {
  const rows = await tx().sql<Keepable>(KEEPABLE, [notificationIds]);
  return new Map(rows.map((row) => [row.notificationId, row]));
}

const DECIDED_SAME = `SELECT one, other, kept FROM duplicate_candidate
  WHERE state = 'SAME' AND (one = ANY ($1::uuid[]) OR other = ANY ($1::uuid[]))`;

/** Which one is kept. Notifications are never closed in a chain, so that each leads to the one that stands for it. */
export async function chooseKept(candidate: DuplicateCandidate, keep: string | null): Promise<string> {
  const { sql } = tx();
  const pair = [candidate.oneId, candidate.otherId];
  if (keep === null || !pair.includes(keep)) throw keepRequired({ field: 'keep' });
  // Two registrars with two pairs of one notification decide one after the other.
  for (const id of pair) await sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`duplicate:${id}`]);
  const closing = partnerOf({ one: candidate.oneId, other: candidate.otherId }, keep);
  const decided = await sql<{ one: string; other: string; kept: string }>(DECIDED_SAME, [pair]);
  if (decided.some((one) => pair.includes(partnerOf(one, one.kept)))) throw closedAlready();
  if (decided.some(({ kept }) => kept === closing)) throw keepsOthers({ field: 'keep' });
  const of = await readKeepable(pair);
  const [kept, closed] = [of.get(keep), of.get(closing)];
  if (!kept || !closed) throw standard.notFound({ field: 'keep' });
  requireKeepable(kept, closed);
  return keep;
}

const KEEPS_OTHERS = `SELECT FROM duplicate_candidate WHERE state = 'SAME' AND kept = $2 AND id <> $1`;
const KEEP = 'UPDATE duplicate_candidate SET kept = $2, version = version + 1 WHERE id = $1';

/**
 * Which of the two is kept, now that it is carried out. Since it was decided the parents may have applied with the paper
 * of the other one, or its mother may have given the child up: then that one is kept, and it is one child all the same.
 * Throws where neither can be: the decision waits, and both children are watched, until a registrar takes it back.
 */
export async function keptNow(pair: DecidedPair, decided: string): Promise<string> {
  const other = partnerOf(pair, decided);
  await lockPair([decided, other]);
  const of = await readKeepable([decided, other]);
  const [kept, closed] = [of.get(decided) as Keepable, of.get(other) as Keepable];
  const undone = undoneByKeeping(kept, closed);
  if (undone === null) return decided;
  const standsForMore = (await tx().sql(KEEPS_OTHERS, [pair.id, decided])).length > 0;
  if (standsForMore || undoneByKeeping(closed, kept) !== null) throw new Error(`neither can be kept: ${undone}`);
  await tx().sql(KEEP, [pair.id, other]);
  recordChange({
    person: null,
    subjectType: 'DuplicateCandidate',
    subjectId: pair.id,
    change: `DUPLICATE_KEPT_OTHER:${undone}`,
  });
  return other;
}
