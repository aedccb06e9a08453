import { cancelDeadline, lockDeadlines, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { DEADLINES, LAW } from '@kamkor/service-kit';
import { expectVersion } from '@kamkor/subgraph';
import { legalDate } from '@kamkor/time';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import type { BirthsDeadlines } from '../deadlines.js';
import { checkRate } from '../rules/backlog/quota.js';
import {
  requireStartAction,
  type StartTimes,
  startStateOf,
  type TerritoryStartAction,
} from '../rules/backlog/territory-start.js';
import type { Law } from '../rules/law.js';
import type { AdjustBacklogReleaseInput, WithdrawTerritoryStartInput } from './start.input.js';

interface LockedStart extends StartTimes {
  readonly version: number;
  readonly territory: string;
}

/** Also keeps who is just about to wait for it from doing so, and waits for those who do. */
const LOCK = `SELECT version, territory, starts_at AS "startsAt", withdrawn_at AS "withdrawnAt"
  FROM territory_start WHERE id = $1 FOR UPDATE`;

/** A start that stands is made faster or slower, or is taken back while it is a plan. */
@Injectable()
export class ChangeStart {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
  ) {}

  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async adjust({ id, version, workers, childrenPerWorker = null }: AdjustBacklogReleaseInput): Promise<void> {
    const { sql, now } = tx();
    await locked(id, version, 'adjustBacklogRelease');
    checkRate({ workers, childrenPerWorker }, legalDate(now, this.law.calendar), this.law.book);
    await sql(
      'UPDATE territory_start SET version = version + 1, workers = $2, children_per_worker = $3 WHERE id = $1',
      [id, workers, childrenPerWorker],
    );
    note(id, 'BACKLOG_RELEASE_ADJUSTED');
  }

  /** Who waits because of the plan is sent somebody by the worker, at once. Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED. */
  async withdraw({ id, version }: WithdrawTerritoryStartInput): Promise<void> {
    const { sql, now, principal } = tx();
    const { territory } = await locked(id, version, 'withdrawTerritoryStart');
    await sql('UPDATE territory_start SET version = version + 1, withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1', [
      id,
      now,
      principal.subject,
    ]);
    const kind = this.deadlines.backlogRelease;
    await cancelDeadline({ kind, subjectId: id, why: 'the planned start was taken back' });
    const subject = { type: 'TerritoryStart', id };
    await openDeadline({ kind, subject, territory, owner: 'SOCIAL_UNIT', dueAt: now });
    note(id, 'TERRITORY_START_WITHDRAWN');
  }
}

async function locked(id: string, version: number, action: TerritoryStartAction): Promise<LockedStart> {
  await lockDeadlines([id]);
  const [start] = await tx().sql<LockedStart>(LOCK, [id]);
  if (!start) throw standard.notFound();
  requireStartAction(startStateOf(start, tx().now), action);
  expectVersion(start, version);
  return start;
}

const note = (id: string, change: string): void =>
  recordChange({ person: null, subjectType: 'TerritoryStart', subjectId: id, change });
