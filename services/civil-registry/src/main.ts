import { runSubgraph } from '@kamkor/subgraph';
import { doors } from './doors.js';
import { entities } from './entities.js';
import { lawOf } from './law.js';
import { providers } from './providers.js';

runSubgraph({ name: 'civil-registry', entities, providers: (config) => providers(lawOf(config)), doors });
