import { type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChanges } from '@kamkor/trail';
import { deadlineOfConcern } from '../obstacle/obstacle-deadlines.js';
import type { Law } from '../rules/law.js';
import { safetyConcernDueAt } from '../rules/obstacle/safety-concern-term.js';
import { onlyFromAbove } from '../rules/protection/naming.js';
import { type NamingState, requireNamingAllows } from '../rules/protection/naming-states.js';
import { noteNaming } from './name-worker.js';
import type { WithdrawProtectionWorkerInput } from './protection.input.js';

const WITHDRAW = `UPDATE protection_worker SET version = version + 1, state = 'WITHDRAWN', withdrawn_at = $2,
    withdrawn_by = $3, reason = $4
  WHERE id = $1 AND state = 'NAMED' AND version = $5 RETURNING id`;
const LOOK = 'SELECT version, state FROM protection_worker WHERE id = $1';

interface Released {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly territory: string;
}

const RELEASE = `SELECT id, child_person AS "childPersonId", territory FROM release_concerns($1, $2)`;

/** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, FORBIDDEN to who is named and names nobody. */
export async function withdrawWorker(
  input: WithdrawProtectionWorkerInput,
  law: Law,
  kind: DeadlineKind,
): Promise<string> {
  const { sql, now, principal } = tx();
  const { protectionWorkerId: id, version, reason } = input;
  const [withdrawn] = await sql(WITHDRAW, [id, now, principal.subject, reason, version]);
  if (!withdrawn) throw await whyNot(input);
  noteNaming(id, 'PROTECTION_WORKER_WITHDRAWN');
  await release(id, law, kind);
  return id;
}

async function whyNot({ protectionWorkerId, version }: WithdrawProtectionWorkerInput): Promise<Error> {
  const [naming] = await tx().sql<{ version: number; state: NamingState }>(LOOK, [protectionWorkerId]);
  if (!naming) return standard.notFound({ field: 'protectionWorkerId' });
  requireNamingAllows(naming.state, 'withdrawProtectionWorker');
  expectVersion(naming, version);
  return onlyFromAbove({ field: 'protectionWorkerId' });
}

/** What the worker looked after is nobody's now, so its deadline begins anew. Who withdraws learns nothing of it. */
async function release(namingId: string, law: Law, kind: DeadlineKind): Promise<void> {
  const { sql, now } = tx();
  const dueAt = safetyConcernDueAt(now, law.calendar, law.book);
  const released = await sql<Released>(RELEASE, [namingId, dueAt]);
  await openDeadlines(
    kind,
    released.map((concern) => deadlineOfConcern(concern, dueAt)),
  );
  recordChanges(
    released.map(({ id, childPersonId }) => ({
      person: childPersonId,
      subjectType: 'SafetyConcern',
      subjectId: id,
      change: 'SAFETY_CONCERN_RELEASED',
      withheld: true,
    })),
  );
}
