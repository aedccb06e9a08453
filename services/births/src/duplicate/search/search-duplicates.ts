import { randomUUIDv7 } from 'node:crypto';
import { rowSet, tx } from '@kamkor/persistence';
import { duplicateInterval } from '../../rules/duplicate/interval.js';
import { duplicateKeys } from '../../rules/duplicate/keys.js';
import { type DuplicateScore, duplicateScore } from '../../rules/duplicate/score.js';
import type { Law } from '../../rules/law.js';
import { comparedBirths, type FoundBirth } from './compared-births.js';
import { KEYS } from './index-births.js';

/** Day and month exchanged can lie eleven months apart; the exact interval is the rule's. */
const LOOK_AROUND_DAYS = 366;
/** A PIN or name that stands for nobody in particular would match thousands; a person can look at no more than these. */
const MOST_BY_ONE_KEY = 200;

const BY_KEYS = `SELECT DISTINCT p.notification_id AS one, k.notification_id AS other
  FROM ${KEYS.from('p', 3)}
  CROSS JOIN LATERAL (SELECT k.notification_id FROM duplicate_key k WHERE k.key = p.key
    AND k.birth_date BETWEEN p.birth_date - $1::int AND p.birth_date + $1::int LIMIT $2) k
  WHERE k.notification_id <> p.notification_id`;

interface Candidate extends Pair {
  readonly id: string;
  readonly territoryOne: string | undefined;
  readonly territoryOther: string | undefined;
}

const CANDIDATES = rowSet<Candidate>()({
  id: 'uuid',
  one: 'uuid',
  other: 'uuid',
  territoryOne: 'text',
  territoryOther: 'text',
  score: 'int',
  reasons: 'text[]',
});

/** A pair stands once. What is decided stays as it is; of what is open score and reasons are those of now. */
const WRITE = `INSERT INTO duplicate_candidate AS known (${CANDIDATES.columns}, found_at)
  SELECT ${CANDIDATES.columns}, $1 FROM ${CANDIDATES.from('f', 2)}
  ORDER BY one, other
  ON CONFLICT (one, other) DO UPDATE SET score = excluded.score, reasons = excluded.reasons, version = known.version + 1,
    territory_one = excluded.territory_one, territory_other = excluded.territory_other
  WHERE known.state = 'OPEN' AND (known.score, known.reasons, known.territory_one, known.territory_other)
    IS DISTINCT FROM (excluded.score, excluded.reasons, excluded.territory_one, excluded.territory_other)
  RETURNING id`;

interface Pair extends DuplicateScore {
  readonly one: string;
  readonly other: string;
}

/** Compares these notifications with all of the country that share a key with them. Gives the candidates that changed. */
export async function searchDuplicates(notificationIds: readonly string[], law: Law): Promise<string[]> {
  const { sql, now } = tx();
  const asked = await comparedBirths(notificationIds, law);
  const probes = [...asked.values()].flatMap((birth) => {
    const { own, near } = duplicateKeys(birth);
    return [...own, ...near].map((key) => ({ notificationId: birth.notificationId, key, birthDate: birth.birthDate }));
  });
  if (probes.length === 0) return [];
  const met = await sql<{ one: string; other: string }>(BY_KEYS, [
    LOOK_AROUND_DAYS,
    MOST_BY_ONE_KEY,
    ...KEYS.values(probes),
  ]);
  if (met.length === 0) return [];
  const births = await comparedBirths([...new Set(met.flatMap(({ one, other }) => [one, other]))], law);
  const standing = await comparedBirths([...new Set([...births.values()].map(({ standsFor }) => standsFor))], law);
  const found = bestOfEach(met.flatMap(({ one, other }) => compared(births.get(one), births.get(other), law)));
  if (found.length === 0) return [];
  const territory = (id: string) => standing.get(id)?.territory;
  const candidates = found.map((pair) => ({
    ...pair,
    id: randomUUIDv7(),
    territoryOne: territory(pair.one),
    territoryOther: territory(pair.other),
  }));
  const written = await sql<{ id: string }>(WRITE, [now, ...CANDIDATES.values(candidates)]);
  return written.map(({ id }) => id);
}

/** A notification that was closed is known by the one that was kept. */
function compared(one: FoundBirth | undefined, other: FoundBirth | undefined, { book }: Law): Pair[] {
  if (!one || !other || one.standsFor === other.standsFor) return [];
  const earlier = Temporal.PlainDate.compare(one.birthDate, other.birthDate) < 0 ? one : other;
  const score = duplicateScore(one, other, book.of(duplicateInterval).on(earlier.birthDate).value);
  if (score === null) return [];
  const [first, second] = [one.standsFor, other.standsFor].sort() as [string, string];
  return [{ one: first, other: second, ...score }];
}

function bestOfEach(pairs: readonly Pair[]): Pair[] {
  const best = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = `${pair.one} ${pair.other}`;
    if ((best.get(key)?.score ?? -1) < pair.score) best.set(key, pair);
  }
  return [...best.values()];
}
