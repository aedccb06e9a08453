import { printSchema } from '@kamkor/subgraph';
import { providers } from './providers.js';

await printSchema(providers());
