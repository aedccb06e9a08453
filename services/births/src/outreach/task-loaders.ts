import { tx } from '@kamkor/persistence';
import { isUuid, keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { OutreachSummary } from './outreach-summary.entity.js';
import { OutreachTask } from './outreach-task.entity.js';
import { OutreachVisit } from './outreach-visit.entity.js';

const tasks = (by: 'id' | 'watchId', ids: readonly string[]) =>
  tx()
    .manager.getRepository(OutreachTask)
    .find({ where: { [by]: In(ids.filter(isUuid)) }, order: { openedAt: 'ASC', id: 'ASC' } });

export const taskOf = loader(async (ids: readonly string[]) => keyed(await tasks('id', ids), ({ id }) => id));

/** The latest task of a watch. */
export const taskOfWatch = loader(async (ids: readonly string[]) =>
  keyed(await tasks('watchId', ids), ({ watchId }) => watchId),
);

/** What a registrar may know of the latest task of a watch. */
export const summaryOfWatch = loader(async (ids: readonly string[]) =>
  keyed(
    await tx()
      .manager.getRepository(OutreachSummary)
      .find({ where: { watchId: In([...ids]) }, order: { openedAt: 'ASC', id: 'ASC' } }),
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
