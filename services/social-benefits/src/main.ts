import { runSubgraph } from '@kamkor/service-kit';
import { service } from './service.js';

await runSubgraph(service);
