import { runWorker } from '@kamkor/worker';
import { birthsDeadlines, listOf } from './births-deadlines.js';
import { DuplicateWorker } from './duplicate/duplicate-worker.js';
import { entities } from './entities.js';
import { birthsHandlers } from './handlers.js';
import { lawOf } from './law.js';
import { UNSEEN_CONCERNS } from './protection/unseen-concerns.js';

runWorker({
  name: 'births',
  entities,
  deadlineKinds: (config) => listOf(birthsDeadlines(lawOf(config))),
  ownWork: (surroundings, config) => {
    const law = lawOf(config);
    return [new DuplicateWorker({ ...surroundings, law, deadlines: birthsDeadlines(law) })];
  },
  gauges: [UNSEEN_CONCERNS],
  handlers: (inbox, config) => birthsHandlers(inbox, birthsDeadlines(lawOf(config)), lawOf(config)),
});
