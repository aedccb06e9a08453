import { runWorker } from '@kamkor/worker';
import { entities } from './entities.js';
import { handlers } from './handlers.js';
import { benefitsDeadlineKinds } from './hard-life-situation/hard-life-situation-deadlines.js';
import { lawOf } from './law.js';

runWorker({
  name: 'social-benefits',
  entities,
  deadlineKinds: () => benefitsDeadlineKinds,
  handlers: (inbox, config) => handlers(inbox, lawOf(config)),
});
