export { type ClockMoved, clockOffset, moveClock, untilSettled } from './clock/move-clock.js';
export { runCommand } from './command.js';
export { copyTree } from './new-service/copy-tree.js';
export { KAMKOR, type PlannedService, type SystemPlan, workerOf } from './system/plan.js';
export { type ProcessRecord, readProcessList, survivorsOf } from './system/process-list.js';
export { CannotStart } from './system/public-port.js';
export { RunningSystem } from './system/running-system.js';
export { type SystemOptions, startSystem } from './system/start-system.js';
export { type StateFolder, stateFolder } from './system/state-folder.js';
