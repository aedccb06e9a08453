import { runWorker } from '@kamkor/worker';
import { registryDeadlineKinds } from './birth-record/registry-deadlines.js';
import { entities } from './entities.js';
import { handlers } from './handlers.js';

runWorker({ name: 'civil-registry', entities, deadlineKinds: () => registryDeadlineKinds, handlers });
