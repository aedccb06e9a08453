import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion, Uuid } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Injectable } from '@nestjs/common';
import { Field, InputType, Int } from '@nestjs/graphql';
import type { ResponsibleBody } from '../rules/care-status.js';
import { checkAssignment } from '../rules/outreach/assignment.js';
import { requireAllowed, type TaskState } from '../rules/outreach/task-states.js';

@InputType({ description: 'Who visits a family.' })
export class AssignOutreachInput {
  @Field(() => Uuid, { description: 'The task.' })
  taskId: string;

  @Field(() => Int, { description: '`version` of the task as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: 'The subject of the worker’s token; left out: the caller. A worker assigns nobody else.',
  })
  worker?: string | null;
}

interface AssignedTask {
  readonly version: number;
  readonly state: TaskState;
  readonly assignedTo: string | null;
  readonly responsible: ResponsibleBody;
  readonly childPersonId: string | null;
}

/** Under lock the caller's right to the row is checked once more: a task that went to guardianship meanwhile is not there. */
const LOCK = `SELECT version, state, assigned_to AS "assignedTo", responsible, child_person AS "childPersonId"
  FROM outreach_task WHERE id = $1 FOR UPDATE`;

/** Gives a task to the worker who will visit. */
@Injectable()
export class AssignOutreach {
  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, FORBIDDEN, and BAD_USER_INPUT by field. */
  async assign({ taskId, version, worker }: AssignOutreachInput): Promise<void> {
    const { sql, now, principal } = tx();
    const [task] = await sql<AssignedTask>(LOCK, [taskId]);
    if (!task) throw standard.notFound();
    requireAllowed(task.state, 'assignOutreach');
    expectVersion(task, version);
    const assignee = worker ?? principal.subject;
    checkAssignment(task, assignee, principal);
    await sql(
      `UPDATE outreach_task SET version = version + 1, assigned_to = $2, assigned_at = $3, assigned_by = $4 WHERE id = $1`,
      [taskId, assignee, now, principal.subject],
    );
    recordChange({
      person: task.childPersonId,
      subjectType: 'OutreachTask',
      subjectId: taskId,
      change: 'TASK_ASSIGNED',
      withheld: task.responsible === 'GUARDIANSHIP',
    });
  }
}
