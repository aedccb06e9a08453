import { tx } from '@kamkor/persistence';
import { recordChange } from '@kamkor/trail';
import { type Keepable, undoneByKeeping } from '../../rules/duplicate/keeping.js';
import { type DecidedPair, partnerOf } from '../carrying-out/decided-pair.js';
import { lockPair } from '../carrying-out/pair.js';
import { keepables } from './keepable.js';

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
  const of = await keepables([decided, other]);
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
