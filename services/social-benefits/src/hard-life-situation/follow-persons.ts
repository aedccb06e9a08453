import { lockDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { followDeadlines } from './follow-deadlines.js';
import { APART } from './merges.js';
import { settleDuplicates } from './settle-duplicates.js';

/** Includes persons who lead to them, for merges of several persons may come in any order. */
const FOUND_OF = `WITH RECURSIVE affected AS (
    SELECT unnest($1::uuid[]) AS id UNION SELECT m.person FROM merged_person m JOIN affected a ON m.kept = a.id)
  SELECT s.id FROM hard_life_situation s
  WHERE s.found_child IN (SELECT id FROM affected) OR s.found_mother IN (SELECT id FROM affected)`;

const MOVE = `UPDATE hard_life_situation s SET child = f.child, mother = f.mother, apart_from_parents = f.apart,
    version = s.version + 1
  FROM (SELECT id, child, apart, CASE WHEN NOT apart THEN kept_person(found_mother) END AS mother
    FROM (SELECT id, found_mother, kept_person(found_child) AS child,
        ${APART('kept_person(found_child)', 'found_apart')} AS apart
      FROM hard_life_situation WHERE id = ANY ($1::uuid[])) said) f
  WHERE s.id = f.id AND (s.child, s.mother, s.apart_from_parents) IS DISTINCT FROM (f.child, f.mother, f.apart)
  RETURNING s.id, s.found_child AS person, s.family_knows AS "familyKnows"`;

interface Moved {
  readonly id: string;
  readonly person: string | null;
  readonly familyKnows: boolean;
}

/** Sets whose situation each one is to what the registry says now, whatever it was before. */
export async function followPersons(
  events: readonly { payload: { personId: string; keptPersonId: string } }[],
  change: string,
): Promise<void> {
  const { sql } = tx();
  const persons = events.flatMap(({ payload: { personId, keptPersonId } }) => [personId, keptPersonId]);
  const found = (await sql<{ id: string }>(FOUND_OF, [persons])).map(({ id }) => id);
  if (found.length === 0) return;
  await lockDeadlines(found);
  const moved = await sql<Moved>(MOVE, [found]);
  recordChanges(
    moved.map(({ id, person, familyKnows }) => ({
      person,
      subjectType: 'HardLifeSituation',
      subjectId: id,
      change,
      withheld: !familyKnows,
    })),
  );
  await settleDuplicates(found);
  await followDeadlines(found);
}
