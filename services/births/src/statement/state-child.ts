import { randomUUIDv7 } from 'node:crypto';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { expectVersion } from '@kamkor/subgraph';
import { legalDate } from '@kamkor/time';
import { recordChanges } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import type { CareStatus } from '../rules/care-status.js';
import type { Law } from '../rules/law.js';
import { checkCare, checkDeath, type StatedChild } from '../rules/statement/child-statements.js';
import { tellStanding } from './tell-standing.js';

interface LockedChild extends StatedChild {
  readonly version: number;
  readonly territory: string;
  readonly childPersonId: string | null;
}

interface StatementOf {
  readonly notificationId: string;
  /** Not given where a visit states it, whose task has a version of its own. */
  readonly version?: number;
}

/** What is learnt of a child after its birth. Watch, task and deadlines follow in the same transaction. */
@Injectable()
export class StateChild {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /** Who cares for the child now. Gives the statement's id. Throws NOT_FOUND, CONFLICT, FORBIDDEN, BAD_USER_INPUT. */
  async care(said: StatementOf & { readonly careStatus: CareStatus }): Promise<string> {
    const child = await lockChild(said);
    checkCare(child, said.careStatus, tx().principal.roles);
    const id = await insertStatement(said.notificationId, child, said.careStatus, null);
    await tx().sql('SELECT state_care($1, $2)', [said.notificationId, said.careStatus]);
    await tellStanding([said.notificationId]);
    note(id, child, `CARE_STATED:${said.careStatus}`);
    return id;
  }

  /** For who states a death beside something else: locks what that will change, in the order of everybody else. */
  async lock(notificationId: string): Promise<void> {
    await lockChild({ notificationId });
  }

  /** The child has died: nobody is sent, reminded or asked any more. Gives the statement's id. */
  async death(said: StatementOf & { readonly diedOn: Temporal.PlainDate | null }): Promise<string> {
    const child = await lockChild(said);
    checkDeath(child, said.diedOn, legalDate(tx().now, this.law.calendar));
    const id = await insertStatement(said.notificationId, child, null, said.diedOn);
    await tx().sql('SELECT state_death($1, $2, $3)', [said.notificationId, said.diedOn, tx().now]);
    await tellStanding([said.notificationId]);
    note(id, child, 'DEATH_STATED');
    return id;
  }
}

async function lockChild({ notificationId, version }: StatementOf): Promise<LockedChild> {
  const [child] = await tx().sql<LockedChild>(
    `SELECT version, care_status AS "careStatus", live, death_stated AS "deathStated", birth_date AS "birthDate",
       territory, child_person AS "childPersonId" FROM lock_birth($1)`,
    [notificationId],
  );
  if (!child) throw standard.notFound();
  if (version !== undefined) expectVersion(child, version);
  return child;
}

async function insertStatement(
  notificationId: string,
  child: LockedChild,
  careStatus: CareStatus | null,
  diedOn: Temporal.PlainDate | null,
): Promise<string> {
  const { sql, now, principal } = tx();
  const id = randomUUIDv7();
  await sql(
    `INSERT INTO child_statement (id, notification_id, child_person, territory, care_status, died_on, stated_at, stated_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, notificationId, child.childPersonId, child.territory, careStatus, diedOn, now, principal.subject],
  );
  return id;
}

/** Kept from the family's view of who changed its record: it is not told so by a log. */
const note = (id: string, { childPersonId }: LockedChild, change: string): void =>
  recordChanges([{ person: childPersonId, subjectType: 'ChildStatement', subjectId: id, change, withheld: true }]);
