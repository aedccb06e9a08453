import { publishMany } from '@kamkor/outbox';
import type { BirthsDeadlines } from '../deadlines.js';
import type { Law } from '../rules/law.js';
import { type FoundAtVisit, motherOf } from './found-at-visit.js';
import { raiseAtVisit } from './raise-at-visit.js';
import { watchSiblings } from './watch-siblings.js';

/**
 * What stands between a child and its certificate is acted on in the transaction of the visit. The mother of a child who
 * is not with her is left out of everything that goes further, and nobody is sent to a mother in mourning.
 */
export async function actOnObstacles(found: FoundAtVisit, law: Law, deadlines: BirthsDeadlines): Promise<void> {
  if (!found.task.died) {
    await tellHardLife(found);
    await askForDocuments(found);
  }
  await watchSiblings(found, law, deadlines.application);
  await raiseAtVisit(found, law, deadlines.safetyConcern);
}

async function tellHardLife({ visitId, visit, task }: FoundAtVisit): Promise<void> {
  if (!visit.obstacles.includes('HARD_LIFE_SITUATION')) return;
  await publishMany([
    {
      type: 'HardLifeSituationFound',
      subjectId: visitId,
      payload: {
        visitId,
        taskId: task.id,
        notificationId: task.notificationId,
        personId: task.childPersonId,
        motherPersonId: motherOf(task),
        territory: task.territory,
        foundAt: visit.visitedAt.toString(),
        responsible: task.responsible,
        foundBy: task.madeBy,
        familyKnows: visit.familyKnows === true,
        circumstances: [...new Set(visit.circumstances)],
      },
    },
  ]);
}

async function askForDocuments({ visitId, visit, task }: FoundAtVisit): Promise<void> {
  const each = new Map(visit.lackedDocuments.map((lacked) => [`${lacked.parent} ${lacked.document}`, lacked]));
  await publishMany(
    [...each.values()].map(({ parent, document }) => ({
      type: 'ParentDocumentLacking' as const,
      subjectId: visitId,
      payload: {
        visitId,
        notificationId: task.notificationId,
        personId: task.childPersonId,
        parentPersonId: parent === 'MOTHER' ? motherOf(task) : null,
        parent,
        document,
        territory: task.territory,
        foundAt: visit.visitedAt.toString(),
        withheld: task.responsible === 'GUARDIANSHIP',
      },
    })),
  );
}
