import { runWorker } from '@kamkor/worker';
import { entities } from './entities.js';
import { registryHandlers } from './handlers.js';
import { lawOf } from './law.js';
import { registryDeadlines } from './registry-deadlines.js';

runWorker({
  name: 'civil-registry',
  entities,
  deadlineKinds: () => registryDeadlines,
  handlers: (inbox, config) => registryHandlers(inbox, lawOf(config)),
});
