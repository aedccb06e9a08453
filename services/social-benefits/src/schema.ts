import { printSchema } from '@kamkor/subgraph';
import { lawOf } from './law.js';
import { providers } from './providers.js';

await printSchema(providers(lawOf({ KAMKOR_PROFILE: 'KG' })));
