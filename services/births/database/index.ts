import type { Database } from '@kamkor/database';
import { deadlinesDatabase } from '@kamkor/deadlines/database';
import { idempotencyDatabase } from '@kamkor/idempotency/database';
import { outboxDatabase } from '@kamkor/outbox/database';
import { referenceDatabase } from '@kamkor/reference/database';
import { trailDatabase } from '@kamkor/trail/database';
import { facilities } from './facilities.js';
import { checkWaitingWatch } from './functions/check-waiting-watch.js';
import { childrenOfFamily } from './functions/children-of-family.js';
import { completeSiblings } from './functions/complete-siblings.js';
import { countBacklog } from './functions/count-backlog.js';
import { countDocumentation } from './functions/count-documentation.js';
import { countLateVisit } from './functions/count-late-visit.js';
import { followNotification } from './functions/follow-notification.js';
import { followWatch } from './functions/follow-watch.js';
import { foundByCaller } from './functions/found-by-caller.js';
import { holdOwnNamings } from './functions/hold-own-namings.js';
import { lockBirth } from './functions/lock-birth.js';
import { lockHandover } from './functions/lock-handover.js';
import { lockWatchOf } from './functions/lock-watch-of.js';
import { mayRecordVisit } from './functions/may-record-visit.js';
import { notedByCaller } from './functions/noted-by-caller.js';
import { putCare } from './functions/put-care.js';
import { putDeath } from './functions/put-death.js';
import { releaseConcerns } from './functions/release-concerns.js';
import { rememberUnit } from './functions/remember-unit.js';
import { standingsOfChild } from './functions/standings-of-child.js';
import { stateCare } from './functions/state-care.js';
import { stateDeath } from './functions/state-death.js';
import { takeOver } from './functions/take-over.js';
import { visitedTask } from './functions/visited-task.js';
import { withdrawHandover } from './functions/withdraw-handover.js';
import { birthNotification } from './tables/birth-notification.js';
import { childStatement } from './tables/child-statement.js';
import { deadlineOfBirths } from './tables/deadline.js';
import { documentationWatch } from './tables/documentation-watch.js';
import { duplicateCandidate } from './tables/duplicate-candidate.js';
import { duplicateKey } from './tables/duplicate-key.js';
import { duplicateWork } from './tables/duplicate-work.js';
import { facility } from './tables/facility.js';
import { mergedSibling } from './tables/merged-sibling.js';
import { trailOfBirths } from './tables/mothers-view.js';
import { outreachFormerUnit } from './tables/outreach-former-unit.js';
import { outreachHandover } from './tables/outreach-handover.js';
import { outreachTask } from './tables/outreach-task.js';
import { outreachVisit } from './tables/outreach-visit.js';
import { protectionWorker } from './tables/protection-worker.js';
import { safetyConcern } from './tables/safety-concern.js';
import { territoryStart } from './tables/territory-start.js';
import { undocumentedSibling } from './tables/undocumented-sibling.js';
import { watchFact } from './tables/watch-fact.js';
import { outreachSummary } from './views/outreach-summary.js';
import { protectionGap } from './views/protection-gap.js';

/** In the order of creation: a table after those that it refers to, a function after those that it is made of. */
export const database: Database = {
  name: 'births',
  libs: [trailDatabase, idempotencyDatabase, outboxDatabase, deadlinesDatabase, referenceDatabase],
  data: [facilities],
  kept: 'what was notified, visited and found is not thrown away',
  objects: [
    facility,
    birthNotification,
    childStatement,
    documentationWatch,
    watchFact,
    outreachTask,
    outreachVisit,
    outreachFormerUnit,
    outreachHandover,
    undocumentedSibling,
    mergedSibling,
    protectionWorker,
    safetyConcern,
    duplicateWork,
    duplicateKey,
    duplicateCandidate,
    territoryStart,
    deadlineOfBirths,
    ...trailOfBirths,

    lockWatchOf,
    followWatch,
    followNotification,
    lockBirth,
    putCare,
    stateCare,
    putDeath,
    stateDeath,
    standingsOfChild,
    visitedTask,
    mayRecordVisit,
    countLateVisit,
    rememberUnit,
    lockHandover,
    takeOver,
    withdrawHandover,
    foundByCaller,
    notedByCaller,
    childrenOfFamily,
    completeSiblings,
    holdOwnNamings,
    releaseConcerns,
    checkWaitingWatch,
    countBacklog,
    countDocumentation,

    outreachSummary,
    protectionGap,
  ],
};
