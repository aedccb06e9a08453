import { randomUUIDv7 } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { duplicateInterval } from '../../rules/duplicate/interval.js';
import { duplicateKeys } from '../../rules/duplicate/keys.js';
import { type DuplicateScore, duplicateScore } from '../../rules/duplicate/score.js';
import type { Law } from '../../rules/law.js';
import { comparedBirths, type FoundBirth } from './compared-births.js';

/** Day and month exchanged can lie eleven months apart; the exact interval is the rule's. */
const LOOK_AROUND_DAYS = 366;
/** A PIN or name that stands for nobody in particular would match thousands; a person can look at no more than these. */
const MOST_BY_ONE_KEY = 200;

const BY_KEYS = `SELECT DISTINCT p.notification_id AS one, k.notification_id AS other
  FROM unnest($1::uuid[], $2::text[], $3::date[]) AS p(notification_id, key, birth_date)
  CROSS JOIN LATERAL (SELECT k.notification_id FROM duplicate_key k WHERE k.key = p.key
    AND k.birth_date BETWEEN p.birth_date - $4::int AND p.birth_date + $4::int LIMIT $5) k
  WHERE k.notification_id <> p.notification_id`;

/** A pair stands once. What is decided stays as it is; of what is open score and reasons are those of now. */
const WRITE = `INSERT INTO duplicate_candidate AS known (id, one, other, territory_one, territory_other, score, reasons, found_at)
  SELECT id, one, other, territory_one, territory_other, score, string_to_array(reasons, ','), $8
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[])
    AS f(id, one, other, territory_one, territory_other, score, reasons)
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
    return [...own, ...near].map((key) => ({ birth, key }));
  });
  if (probes.length === 0) return [];
  const met = await sql<{ one: string; other: string }>(BY_KEYS, [
    probes.map(({ birth }) => birth.notificationId),
    probes.map(({ key }) => key),
    probes.map(({ birth }) => birth.birthDate),
    LOOK_AROUND_DAYS,
    MOST_BY_ONE_KEY,
  ]);
  if (met.length === 0) return [];
  const births = await comparedBirths([...new Set(met.flatMap(({ one, other }) => [one, other]))], law);
  const standing = await comparedBirths([...new Set([...births.values()].map(({ standsFor }) => standsFor))], law);
  const found = bestOfEach(met.flatMap(({ one, other }) => compared(births.get(one), births.get(other), law)));
  if (found.length === 0) return [];
  const territory = (id: string) => standing.get(id)?.territory;
  const written = await sql<{ id: string }>(WRITE, [
    found.map(() => randomUUIDv7()),
    found.map(({ one }) => one),
    found.map(({ other }) => other),
    found.map(({ one }) => territory(one)),
    found.map(({ other }) => territory(other)),
    found.map(({ score }) => score),
    found.map(({ reasons }) => reasons.join(',')),
    now,
  ]);
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
