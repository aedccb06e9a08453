import { runSubgraph } from '@kamkor/subgraph';
import { entities } from './entities.js';
import { providers } from './providers.js';

runSubgraph({ name: 'social-benefits', entities, providers });
