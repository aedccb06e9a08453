import { lockDeadlines, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { DEADLINES, LAW } from '@kamkor/service-kit';
import { expectVersion, Uuid } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import { Field, InputType, Int } from '@nestjs/graphql';
import type { BirthsDeadlines } from '../deadlines.js';
import type { ResponsibleBody } from '../rules/care-status.js';
import type { Law } from '../rules/law.js';
import { nextReviewAt, type ReviewConclusion, requireReviewDue } from '../rules/outreach/review.js';
import { requireAllowed, type TaskState } from '../rules/outreach/task-states.js';
import { ReviewConclusionEnum } from './enumerations.js';

@InputType({ description: 'What a supervisor concludes from the visits of a task so far.' })
export class RecordReviewInput {
  @Field(() => Uuid, { description: 'The task.' })
  taskId: string;

  @Field(() => Int, { description: '`version` of the task as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field(() => ReviewConclusionEnum, { description: 'What follows.' })
  conclusion: ReviewConclusion;
}

interface ReviewedTask {
  readonly version: number;
  readonly state: TaskState;
  readonly territory: string;
  readonly responsible: ResponsibleBody;
  readonly childPersonId: string | null;
  readonly noticedAt: Temporal.Instant | null;
}

const LOCK = `SELECT version, state, territory, responsible, child_person AS "childPersonId", review_noticed_at AS "noticedAt"
  FROM outreach_task WHERE id = $1 FOR UPDATE`;

/** A review is over, and the deadline of the next one begins. */
@Injectable()
export class RecordReview {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
  ) {}

  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED. */
  async record({ taskId, version, conclusion }: RecordReviewInput): Promise<void> {
    const { sql, now } = tx();
    await lockDeadlines([taskId]);
    const [task] = await sql<ReviewedTask>(LOCK, [taskId]);
    if (!task) throw standard.notFound();
    requireAllowed(task.state, 'recordReview');
    expectVersion(task, version);
    requireReviewDue(task.noticedAt);
    const dueAt = nextReviewAt(now, this.law.calendar, this.law.book);
    await sql(
      `UPDATE outreach_task SET version = version + 1, reviewed_at = $2, review_conclusion = $3, review_noticed_at = NULL,
         review_due_at = $4 WHERE id = $1`,
      [taskId, now, conclusion, dueAt],
    );
    await openDeadline({
      kind: this.deadlines.review,
      subject: { type: 'OutreachTask', id: taskId },
      person: task.childPersonId,
      territory: task.territory,
      owner: task.responsible,
      dueAt,
    });
    recordChange({
      person: task.childPersonId,
      subjectType: 'OutreachTask',
      subjectId: taskId,
      change: `TASK_REVIEWED:${conclusion}`,
      withheld: task.responsible === 'GUARDIANSHIP',
    });
  }
}
