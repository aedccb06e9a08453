import { randomUUIDv7 } from 'node:crypto';
import { cancelDeadline, lockDeadlines, meetDeadline, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import { knownPlaces } from '../notification/known-places.js';
import type { ResponsibleBody } from '../rules/care-status.js';
import { handoverAnswerDueAt } from '../rules/handover/answer-term.js';
import {
  type DeclineReason,
  HANDOVER_TRANSITIONS,
  type HandoverByPeople,
  type HandoverState,
  handoverOffered,
  handoverOfOther,
  handoverToSelf,
  requireHandover,
} from '../rules/handover/states.js';
import type { Law } from '../rules/law.js';
import { requireAllowed, type TaskState } from '../rules/outreach/task-states.js';
import { territoryUnknown } from '../rules/refusals.js';
import { tellStanding } from '../statement/tell-standing.js';
import type {
  AcceptHandoverInput,
  DeclineHandoverInput,
  OfferHandoverInput,
  WithdrawHandoverInput,
} from './handover.input.js';
import { isOfUnit } from './handover-actions.js';
import { HANDOVER_ANSWER } from './handover-deadlines.js';

interface OfferedTask {
  readonly version: number;
  readonly state: TaskState;
  readonly territory: string;
  readonly responsible: ResponsibleBody;
  readonly childPersonId: string | null;
}

interface Offer {
  readonly id: string;
  readonly version: number;
  readonly state: HandoverState;
  readonly fromCode: string;
  readonly toCode: string;
  readonly responsible: ResponsibleBody;
  readonly childPersonId: string | null;
  readonly overdueSince: Temporal.Instant | null;
}

const LOCK_TASK = `SELECT version, state, territory, responsible, child_person AS "childPersonId"
  FROM outreach_task WHERE id = $1 FOR UPDATE`;
const LOOK = `SELECT id, version, state, from_territory AS "fromCode", to_territory AS "toCode", responsible,
    child_person AS "childPersonId", overdue_since AS "overdueSince"
  FROM outreach_handover WHERE id = $1`;
const BIRTH_OF = `SELECT t.notification_id AS id FROM outreach_handover h JOIN outreach_task t ON t.id = h.task_id
  WHERE h.id = $1`;
const INSERT = `INSERT INTO outreach_handover (id, task_id, child_person, from_territory, to_territory, responsible, offered_at,
    offered_by, due_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (task_id) WHERE state = 'OFFERED' DO NOTHING RETURNING id`;
const ANSWER = `UPDATE outreach_handover SET version = version + 1, state = $2, decided_at = $3, decided_by = $4, decline_reason = $5
  WHERE id = $1`;
const WITHDRAW = `UPDATE outreach_handover SET version = version + 1, state = $2, withdrawn_at = $3, withdrawn_by = $4 WHERE id = $1`;

/** A family has moved: another unit is asked to visit it, and visits it once it has accepted. */
@Injectable()
export class HandOver {
  constructor(@Inject(LAW) private readonly law: Law) {}

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
    const dueAt = handoverAnswerDueAt(now, this.law.calendar, this.law.book);
    const [offered] = await sql(INSERT, [
      ...[id, taskId, childPersonId, task.territory, territory, responsible, now, principal.subject, dueAt],
    ]);
    if (!offered) throw handoverOffered({ field: 'taskId' });
    await openDeadline({
      kind: HANDOVER_ANSWER,
      subject: { type: 'OutreachHandover', id },
      person: childPersonId,
      territory,
      owner: responsible,
      dueAt,
    });
    note({ id, ...task }, 'HANDOVER_OFFERED');
    return id;
  }

  /** Throws NOT_FOUND, FORBIDDEN to everybody but the receiving unit, CONFLICT, TRANSITION_REFUSED. */
  async accept({ id, version }: AcceptHandoverInput): Promise<void> {
    const { sql } = tx();
    // Birth, deadlines, watch and task first, as everybody locks them who moves a child.
    await sql('SELECT lock_handover($1)', [id]);
    const offer = await this.answer(id, version, 'acceptHandover', null);
    const [moved] = await sql<{ done: boolean }>('SELECT take_over($1) AS done', [id]);
    if (!moved?.done) requireHandover('WITHDRAWN', 'acceptHandover');
    const [birth] = await sql<{ id: string }>(BIRTH_OF, [id]);
    if (birth) await tellStanding([birth.id]);
    note(offer, 'HANDOVER_ACCEPTED');
  }

  /** Throws like {@link accept}. */
  async decline({ id, version, reason }: DeclineHandoverInput): Promise<void> {
    note(await this.answer(id, version, 'declineHandover', reason), 'HANDOVER_DECLINED');
  }

  /** The task may be offered to somebody else. Throws like {@link accept}, and FORBIDDEN to everybody but the offering unit. */
  async withdraw({ id, version }: WithdrawHandoverInput): Promise<void> {
    const { sql, now, principal } = tx();
    const offer = await lockOffer(id, version, 'withdrawHandover');
    if (offer.overdueSince === null) {
      await cancelDeadline({ kind: HANDOVER_ANSWER, subjectId: id, why: 'withdrawn by the offering unit' });
    }
    await sql(WITHDRAW, [id, HANDOVER_TRANSITIONS.OFFERED.withdrawHandover, now, principal.subject]);
    note(offer, 'HANDOVER_WITHDRAWN');
  }

  private async answer(
    id: string,
    version: number,
    action: 'acceptHandover' | 'declineHandover',
    reason: DeclineReason | null,
  ): Promise<Offer> {
    const { sql, now, principal } = tx();
    const offer = await lockOffer(id, version, action);
    await meetDeadline({ kind: HANDOVER_ANSWER, subjectId: id, factAt: now });
    await sql(ANSWER, [id, HANDOVER_TRANSITIONS.OFFERED[action], now, principal.subject, reason]);
    return offer;
  }
}

/** The offer, locked after its deadline, as a sweep locks them. One that is decided can't be locked, and is refused by its state. */
async function lockOffer(id: string, version: number, action: HandoverByPeople): Promise<Offer> {
  const { sql, principal } = tx();
  await lockDeadlines([id]);
  const [locked] = await sql<Offer>(`${LOOK} FOR UPDATE`, [id]);
  const offer = locked ?? (await sql<Offer>(LOOK, [id]))[0];
  if (!offer) throw standard.notFound();
  requireHandover(offer.state, action);
  if (!isOfUnit(action, offer, principal)) throw handoverOfOther({ field: 'id' });
  expectVersion(offer, version);
  return offer;
}

const note = (
  { id, childPersonId, responsible }: Pick<Offer, 'id' | 'childPersonId' | 'responsible'>,
  change: string,
): void =>
  recordChange({
    person: childPersonId,
    subjectType: 'OutreachHandover',
    subjectId: id,
    change,
    withheld: responsible === 'GUARDIANSHIP',
  });
