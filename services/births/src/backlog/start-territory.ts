import { randomUUIDv7 } from 'node:crypto';
import { openDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { DEADLINES, LAW } from '@kamkor/service-kit';
import { legalDate, startOfLegalDay } from '@kamkor/time';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import type { BirthsDeadlines } from '../deadlines.js';
import { WATCH_COLUMNS, type WatchRow } from '../documentation/watch-rows.js';
import { knownPlaces } from '../notification/known-places.js';
import { backlogQuota, checkRate } from '../rules/backlog/quota.js';
import { firstReleaseAt } from '../rules/backlog/schedule.js';
import { checkStartsOn, type OtherStart, refusedBy, requireOwnTerritory } from '../rules/backlog/territory-start.js';
import type { Law } from '../rules/law.js';
import { territoryUnknown } from '../rules/refusals.js';
import { HELD_BACK, MAY_WAIT, recordHeld } from './hold-back.js';
import type { StartTerritoryInput } from './start.input.js';

const INSERT = `INSERT INTO territory_start (id, territory, starts_on, starts_at, workers, children_per_worker, next_release_at,
    declared_at, declared_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`;

const OVERLAPPING = `SELECT territory, starts_on AS "startsOn", starts_at AS "startsAt", withdrawn_at AS "withdrawnAt"
  FROM territory_start WHERE withdrawn_at IS NULL
    AND territory_range(territory, territory || '.') && territory_range($1, $1 || '.') ORDER BY territory LIMIT 1`;

/** Children whom nobody was sent to, as after records were taken over from elsewhere. */
const ENLIST = `
  WITH old AS (SELECT w.id FROM documentation_watch w WHERE w.territory >= $1 AND w.territory < ($1 || '.') COLLATE "C"
    AND ${MAY_WAIT} AND ${HELD_BACK} ORDER BY w.id FOR UPDATE)
  UPDATE documentation_watch w SET version = w.version + 1, waits_since = $2, released_at = NULL
  FROM old WHERE w.id = old.id AND w.state = 'OVERDUE' RETURNING ${WATCH_COLUMNS}`;

/** A territory goes live: what was overdue before is released day by day, what falls overdue afterwards at once. */
@Injectable()
export class StartTerritory {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
  ) {}

  /** Gives the start's id. Throws BAD_USER_INPUT by field, FORBIDDEN, CONFLICT where a start holds for some of it. */
  async start({ territory, startsOn, workers, childrenPerWorker = null }: StartTerritoryInput): Promise<string> {
    const { sql, now, principal } = tx();
    const { calendar, book } = this.law;
    const places = await knownPlaces([{ motherTerritory: territory }]);
    if (!places.isTerritory(territory)) throw territoryUnknown({ field: 'territory' });
    requireOwnTerritory(territory, principal.territory);
    checkStartsOn(startsOn, now, calendar, book);
    checkRate({ workers, childrenPerWorker }, legalDate(now, calendar), book);
    const id = randomUUIDv7();
    const startsAt = startOfLegalDay(startsOn, calendar);
    const dueAt = firstReleaseAt(startsOn, now, calendar);
    const rate = [workers, childrenPerWorker];
    const [started] = await sql(INSERT, [id, territory, startsOn, startsAt, ...rate, dueAt, now, principal.subject]);
    if (!started) throw await this.refusal(territory);
    recordHeld(await sql<WatchRow>(ENLIST, [territory, now]));
    const subject = { type: 'TerritoryStart', id };
    await openDeadline({ kind: this.deadlines.backlogRelease, subject, territory, owner: 'SOCIAL_UNIT', dueAt });
    recordChange({
      person: null,
      subjectType: 'TerritoryStart',
      subjectId: id,
      change: 'TERRITORY_STARTED',
      rule: backlogQuota.code,
    });
    return id;
  }

  private async refusal(territory: string): Promise<Error> {
    const [other] = await tx().sql<OtherStart>(OVERLAPPING, [territory]);
    return refusedBy(other as OtherStart, territory, tx().now);
  }
}
