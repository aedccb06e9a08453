import { rowSet, tx } from '@kamkor/persistence';
import { lockDeadlines } from './lock.js';
import { nameSubjects } from './named-subjects.js';

/** Where a subject's deadlines belong by now, whose they are and who has to act. What is left out stays as it is. */
export interface DeadlineMove {
  readonly subjectId: string;
  readonly person?: string | null;
  readonly territory?: string;
  readonly owner?: string | null;
}

interface Move extends DeadlineMove {
  readonly saysPerson: boolean;
  readonly saysOwner: boolean;
}

const MOVES = rowSet<Move>()({
  subjectId: 'uuid',
  saysPerson: 'boolean',
  person: 'uuid',
  territory: 'text',
  saysOwner: 'boolean',
  owner: 'text',
});

const PERSON = 'CASE WHEN m.says_person THEN m.person ELSE d.person END';
const TERRITORY = 'coalesce(m.territory, d.territory)';
const OWNER = 'CASE WHEN m.says_owner THEN m.owner ELSE d.owner END';
const MOVE = `UPDATE deadline d SET person = ${PERSON}, territory = ${TERRITORY}, owner = ${OWNER}, version = d.version + 1
  FROM ${MOVES.from('m')}
  WHERE d.subject_id = m.subject_id AND (d.person, d.territory, d.owner) IS DISTINCT FROM (${PERSON}, ${TERRITORY}, ${OWNER})`;
const OPEN = `d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')`;

/**
 * Moves the open deadlines of these subjects with them. Once a deadline's person is known, that person finds it, and its
 * trail is in that person's log. Call it before the subjects are locked, like `lockDeadlines`. What has ended stays as it
 * ended.
 */
export async function moveDeadlines(moves: readonly DeadlineMove[]): Promise<void> {
  if (moves.length === 0) return;
  await lockDeadlines(moves.map(({ subjectId }) => subjectId));
  await tx().sql(`${MOVE} AND ${OPEN}`, valuesOf(moves));
}

/** Moves also those that have ended, because the person of a subject sees them too. */
export async function moveAllDeadlines(moves: readonly DeadlineMove[]): Promise<void> {
  if (moves.length === 0) return;
  await nameSubjects(moves.map(({ subjectId }) => subjectId));
  await tx().sql(MOVE, valuesOf(moves));
}

const valuesOf = (moves: readonly DeadlineMove[]): unknown[] =>
  MOVES.values(
    moves.map((move) => ({ ...move, saysPerson: move.person !== undefined, saysOwner: move.owner !== undefined })),
  );
