import { runWorker } from '@kamkor/worker';
import { benefitsDeadlines } from './benefits-deadlines.js';
import { entities } from './entities.js';
import { benefitsHandlers } from './handlers.js';
import { lawOf } from './law.js';

runWorker({
  name: 'social-benefits',
  entities,
  deadlineKinds: () => benefitsDeadlines,
  handlers: (inbox, config) => benefitsHandlers(inbox, lawOf(config)),
});
