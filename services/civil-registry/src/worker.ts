import { runWorker } from '@kamkor/worker';
import { registryDeadlineKinds } from './birth-record/birth-record-deadlines.js';
import { entities } from './entities.js';
import { handlers } from './handlers.js';
import { lawOf } from './law.js';

runWorker({
  name: 'civil-registry',
  entities,
  deadlineKinds: () => registryDeadlineKinds,
  handlers: (inbox, config) => handlers(inbox, lawOf(config)),
});
