import { tx } from '@kamkor/persistence';
import { isUuid, keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import type { TaskState } from '../rules/outreach/task-states.js';
import { OutreachSummary } from './summary.entity.js';
import { OutreachTask } from './task.entity.js';
import { OutreachVisit } from './visit.entity.js';

const tasks = (by: 'id' | 'watchId', ids: readonly string[]) =>
  tx()
    .manager.getRepository(OutreachTask)
    .find({ where: { [by]: In(ids.filter(isUuid)) }, order: { openedAt: 'ASC', id: 'ASC' } });

export const taskOf = loader(async (ids: readonly string[]) => keyed(await tasks('id', ids), ({ id }) => id));

/** The last of a watch counts: one that came from a duplicate may have been opened later and have ended all the same. */
const openLast = <Task extends { readonly state: TaskState }>(all: readonly Task[]): Task[] => {
  const { open = [], ended = [] } = Object.groupBy(all, ({ state }) => (state === 'OPEN' ? 'open' : 'ended'));
  return [...ended, ...open];
};

/** The open task of a watch, or the latest. */
export const taskOfWatch = loader(async (ids: readonly string[]) =>
  keyed(openLast(await tasks('watchId', ids)), ({ watchId }) => watchId),
);

/** What a registrar may know of the open task of a watch, or of the latest. */
export const summaryOfWatch = loader(async (ids: readonly string[]) =>
  keyed(
    openLast(
      await tx()
        .manager.getRepository(OutreachSummary)
        .find({ where: { watchId: In([...ids]) }, order: { openedAt: 'ASC', id: 'ASC' } }),
    ),
    ({ watchId }) => watchId,
  ),
);

/** Which tasks are offered to a unit whose answer is awaited. */
export const isOffered = loader(async (ids: readonly string[]) => {
  const offered = await tx().sql<{ taskId: string }>(
    `SELECT task_id AS "taskId" FROM outreach_handover WHERE task_id = ANY ($1::uuid[]) AND state = 'OFFERED'`,
    [ids],
  );
  return new Map(offered.map(({ taskId }) => [taskId, true]));
});

export const visitOf = loader(async (ids: readonly string[]) =>
  keyed(
    await tx()
      .manager.getRepository(OutreachVisit)
      .findBy({ id: In(ids.filter(isUuid)) }),
    ({ id }) => id,
  ),
);

/** The visits of a task in the order in which they took place. */
export const visitsOfTask = loader(async (ids: readonly string[]) => {
  const visits = await tx()
    .manager.getRepository(OutreachVisit)
    .find({ where: { taskId: In([...ids]) }, order: { visitedAt: 'ASC', id: 'ASC' } });
  return Map.groupBy(visits, ({ taskId }) => taskId);
});
