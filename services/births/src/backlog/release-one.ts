import { lockDeadlines } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { DEADLINES, LAW } from '@kamkor/service-kit';
import { expectVersion } from '@kamkor/subgraph';
import { Inject, Injectable } from '@nestjs/common';
import type { BirthsDeadlines } from '../deadlines.js';
import { openTasks, type ToVisit } from '../outreach/open-tasks.js';
import { notWaiting } from '../rules/backlog/release.js';
import type { WatchState } from '../rules/documentation/watch-states.js';
import type { Law } from '../rules/law.js';
import { endWaiting } from './hold-back.js';
import type { ReleaseFromBacklogInput } from './start.input.js';

interface WaitingChild extends ToVisit {
  readonly version: number;
  readonly state: WatchState;
  readonly awaitsRelease: boolean;
}

const LOOK = `SELECT id, version, state, birth_date AS "birthDate", awaits_release AS "awaitsRelease"
  FROM documentation_watch WHERE id = $1`;

/** A child that can't wait for its turn is sent somebody at once, beside the quota. */
@Injectable()
export class ReleaseOne {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
  ) {}

  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED. */
  async release({ watchId, version }: ReleaseFromBacklogInput): Promise<void> {
    const { sql } = tx();
    const [seen] = await sql<WaitingChild>(LOOK, [watchId]);
    if (!seen) throw standard.notFound();
    await lockDeadlines([watchId]);
    // Only one that is overdue can be locked, so the other states are refused by what was seen.
    const [child] = await sql<WaitingChild>(`${LOOK} FOR UPDATE`, [watchId]);
    if (!child?.awaitsRelease) {
      const { state } = child ?? seen;
      throw notWaiting({ state, allowed: [] }, { state });
    }
    expectVersion(child, version);
    await openTasks([child], this.law, this.deadlines);
    await endWaiting([watchId]);
  }
}
