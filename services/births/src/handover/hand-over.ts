import { randomUUIDv7 } from 'node:crypto';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Injectable } from '@nestjs/common';
import { knownPlaces } from '../notification/known-places.js';
import { territoryUnknown } from '../rules/birth-refusals.js';
import type { ResponsibleBody } from '../rules/care-status.js';
import {
  type DeclineReason,
  HANDOVER_TRANSITIONS,
  type HandoverState,
  handoverOffered,
  handoverToSelf,
  requireHandover,
} from '../rules/handover-states.js';
import { requireAllowed, type TaskState } from '../rules/task-states.js';
import { tellStanding } from '../statement/tell-standing.js';
import type { AcceptHandoverInput, DeclineHandoverInput, OfferHandoverInput } from './handover.input.js';

interface OfferedTask {
  readonly version: number;
  readonly state: TaskState;
  readonly territory: string;
  readonly responsible: ResponsibleBody;
  readonly childPersonId: string | null;
}

interface Offer {
  readonly version: number;
  readonly state: HandoverState;
  readonly responsible: ResponsibleBody;
  readonly childPersonId: string | null;
}

const LOCK_TASK = `SELECT version, state, territory, responsible, child_person AS "childPersonId"
  FROM outreach_task WHERE id = $1 FOR UPDATE`;
const LOOK = `SELECT version, state, responsible, child_person AS "childPersonId" FROM outreach_handover WHERE id = $1`;
const BIRTH_OF = `SELECT t.notification_id AS id FROM outreach_handover h JOIN outreach_task t ON t.id = h.task_id
  WHERE h.id = $1`;
const INSERT = `INSERT INTO outreach_handover (id, task_id, child_person, from_territory, to_territory, responsible, offered_at,
    offered_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (task_id) WHERE state = 'OFFERED' DO NOTHING RETURNING id`;

/** A family has moved: another unit is asked to visit it, and visits it once it has accepted. */
@Injectable()
export class HandOver {
  /** Gives the offer's id. Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async offer({ taskId, version, territory }: OfferHandoverInput): Promise<string> {
    const { sql, now, principal } = tx();
    const [task] = await sql<OfferedTask>(LOCK_TASK, [taskId]);
    if (!task) throw standard.notFound();
    requireAllowed(task.state, 'offerHandover');
    expectVersion(task, version);
    const places = await knownPlaces([{ motherTerritory: territory }]);
    if (!places.isTerritory(territory)) throw territoryUnknown({ field: 'territory' });
    if (territory === task.territory) throw handoverToSelf({ field: 'territory' });
    const id = randomUUIDv7();
    const { childPersonId, responsible } = task;
    const [offered] = await sql(INSERT, [
      ...[id, taskId, childPersonId, task.territory, territory, responsible, now, principal.subject],
    ]);
    if (!offered) throw handoverOffered({ field: 'taskId' });
    note(id, task, 'HANDOVER_OFFERED');
    return id;
  }

  /** Throws NOT_FOUND to everybody but the receiving unit, CONFLICT, TRANSITION_REFUSED. */
  async accept({ id, version }: AcceptHandoverInput): Promise<void> {
    const { sql } = tx();
    // Birth, clocks, watch and task first, as everybody locks them who moves a child.
    await sql('SELECT lock_handover($1)', [id]);
    const offer = await this.answer(id, version, 'acceptHandover', null);
    const [moved] = await sql<{ done: boolean }>('SELECT take_over($1) AS done', [id]);
    if (!moved?.done) requireHandover('WITHDRAWN', 'acceptHandover');
    const [birth] = await sql<{ id: string }>(BIRTH_OF, [id]);
    if (birth) await tellStanding([birth.id]);
    note(id, offer, 'HANDOVER_ACCEPTED');
  }

  /** Throws like {@link accept}. */
  async decline({ id, version, reason }: DeclineHandoverInput): Promise<void> {
    note(id, await this.answer(id, version, 'declineHandover', reason), 'HANDOVER_DECLINED');
  }

  private async answer(
    id: string,
    version: number,
    action: 'acceptHandover' | 'declineHandover',
    reason: DeclineReason | null,
  ): Promise<Offer> {
    const { sql, now, principal } = tx();
    const answered = await sql<Offer>(
      `UPDATE outreach_handover SET version = version + 1, state = $2, decided_at = $3, decided_by = $4, decline_reason = $5
       WHERE id = $1 AND state = 'OFFERED' AND version = $6
       RETURNING version, state, responsible, child_person AS "childPersonId"`,
      [id, HANDOVER_TRANSITIONS.OFFERED[action], now, principal.subject, reason, version],
    );
    if (answered[0]) return answered[0];
    const [offer] = await sql<Offer>(LOOK, [id]);
    if (!offer) throw standard.notFound();
    requireHandover(offer.state, action);
    expectVersion(offer, version);
    // Still offered, and not to the caller: the offering unit sees it and does not answer it.
    throw standard.notFound();
  }
}

const note = (id: string, { childPersonId, responsible }: Omit<Offer, 'version' | 'state'>, change: string): void =>
  recordChange({
    person: childPersonId,
    subjectType: 'OutreachHandover',
    subjectId: id,
    change,
    withheld: responsible === 'GUARDIANSHIP',
  });
