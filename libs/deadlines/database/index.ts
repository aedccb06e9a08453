import type { Database } from '@kamkor/database';
import { deadlineCancel } from './functions/deadline-cancel.js';
import { deadlineDropMonths } from './functions/deadline-drop-months.js';
import { deadlineDueKinds } from './functions/deadline-due-kinds.js';
import { deadlineLock } from './functions/deadline-lock.js';
import { deadlineMakeMonth } from './functions/deadline-make-month.js';
import { deadlineMergePerson } from './functions/deadline-merge-person.js';
import { deadlineMove } from './functions/deadline-move.js';
import { deadlineOpen } from './functions/deadline-open.js';
import { deadline, deadlineCurrent } from './tables/deadline.js';
import { deadlineChange } from './tables/deadline-change.js';
import { deadlineHeartbeat } from './tables/deadline-heartbeat.js';
import { deadlineRate } from './tables/deadline-rate.js';
import { outage } from './tables/outage.js';

/** Terms as rows, and what the workers that lapse them keep. */
export const deadlinesDatabase: Database = {
  name: 'deadlines',
  libs: [],
  objects: [
    deadline,
    deadlineCurrent,
    deadlineChange,
    outage,
    deadlineHeartbeat,
    deadlineRate,
    deadlineDueKinds,
    deadlineLock,
    deadlineMove,
    deadlineMergePerson,
    deadlineCancel,
    deadlineOpen,
    deadlineMakeMonth,
    deadlineDropMonths,
  ],
};
