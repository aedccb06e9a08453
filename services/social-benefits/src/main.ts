import { runSubgraph } from '@kamkor/subgraph';
import { entities } from './entities.js';
import { lawOf } from './law.js';
import { providers } from './providers.js';

runSubgraph({ name: 'social-benefits', entities, providers: (config) => providers(lawOf(config)) });
