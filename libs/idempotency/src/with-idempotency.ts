import { Refusal, standard } from '@kamkor/errors';
import { type Tx, tx } from '@kamkor/persistence';
import { keyMalformed } from './key-errors.js';
import { requestHash } from './request-hash.js';

/** What is kept of an answer: which records, not what was in them. */
export interface Outcome {
  readonly type: string;
  /** In order; null where an item of a batch was refused. */
  readonly ids: readonly (string | null)[];
  /** For a batch: why each refused item was refused, in the order of the nulls. Our own texts and limits, no personal data. */
  readonly refusals?: readonly Refusal[];
}

export interface KeyedRequest {
  /** As the client sent it in the header Idempotency-Key. */
  readonly key: string;
  /** Schema coordinate of the mutation: `Mutation.notifyBirth`. */
  readonly field: string;
  /** The coerced arguments. */
  readonly args: Readonly<Record<string, unknown>>;
}

export type IdempotentAnswer<Result> =
  | { readonly replayed: false; readonly result: Result }
  | { readonly replayed: true; readonly outcome: Outcome };

type KeptRefusal = Pick<Refusal, 'code' | 'reason' | 'text' | 'details' | 'parameters'>;

interface StoredKey {
  readonly request_hash: Buffer;
  readonly outcome_type: string;
  readonly outcome_ids: (string | null)[];
  readonly refusals: KeptRefusal[] | null;
}

const kept = (refusals: readonly Refusal[] | undefined): string | null =>
  refusals === undefined || refusals.length === 0
    ? null
    : JSON.stringify(
        refusals.map(
          ({ code, reason, text, details, parameters }): KeptRefusal => ({ code, reason, text, details, parameters }),
        ),
      );

const VISIBLE_ASCII = /^[\x21-\x7e]{1,200}$/;

/**
 * Runs `work` once for each principal, field and key. The key is stored in the transaction of the effect: if that does
 * not commit, the key is free again. A repeated request gets the first one's outcome, to be read anew.
 *
 * @throws BAD_USER_INPUT with field `Idempotency-Key` where the key is malformed
 * @throws IDEMPOTENCY_KEY_IN_USE while the first request runs, IDEMPOTENCY_KEY_REUSED where the arguments differ
 */
export async function withIdempotency<Result>(
  request: KeyedRequest,
  work: () => Promise<Result>,
  outcomeOf: (result: Result) => Outcome,
): Promise<IdempotentAnswer<Result>> {
  if (!VISIBLE_ASCII.test(request.key)) throw keyMalformed({ field: 'Idempotency-Key' });
  const current = tx();
  const hash = requestHash(request.field, request.args);
  await takeLock(current, request);
  const outcome = await storedOutcome(current, request, hash);
  if (outcome) return { replayed: true, outcome };

  const result = await work();
  const { type, ids, refusals } = outcomeOf(result);
  await current.sql(
    `INSERT INTO idempotency_key (principal, field, key, request_hash, outcome_type, outcome_ids, refusals)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [current.principal.subject, request.field, request.key, hash, type, ids, kept(refusals)],
  );
  return { replayed: false, result };
}

/** Held until the transaction ends, on whatever connection a pooler gives it. */
async function takeLock(current: Tx, { field, key }: KeyedRequest): Promise<void> {
  const [lock] = await current.sql<{ held: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS held',
    [JSON.stringify(['kamkor.idempotency', current.principal.subject, field, key])],
  );
  if (!lock?.held) throw standard.keyInUse();
}

async function storedOutcome(current: Tx, { field, key }: KeyedRequest, hash: Buffer): Promise<Outcome | undefined> {
  const [stored] = await current.sql<StoredKey>(
    `SELECT request_hash, outcome_type, outcome_ids, refusals FROM idempotency_key
     WHERE principal = $1 AND field = $2 AND key = $3`,
    [current.principal.subject, field, key],
  );
  if (!stored) return undefined;
  if (!stored.request_hash.equals(hash)) throw standard.keyReused();
  const refusals = stored.refusals?.map(
    ({ code, reason, text, details, parameters }) => new Refusal(code, reason, text, details, parameters),
  );
  return { type: stored.outcome_type, ids: stored.outcome_ids, ...(refusals ? { refusals } : {}) };
}
