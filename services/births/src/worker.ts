import { runWorker } from '@kamkor/worker';
import { birthsDeadlines, listOf } from './births-deadlines.js';
import { entities } from './entities.js';
import { birthsHandlers } from './handlers.js';
import { lawOf } from './law.js';

runWorker({
  name: 'births',
  entities,
  deadlineKinds: (config) => listOf(birthsDeadlines(lawOf(config))),
  handlers: (inbox, config) => birthsHandlers(inbox, birthsDeadlines(lawOf(config)), lawOf(config)),
});
