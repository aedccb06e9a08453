import { printSchema } from '@kamkor/service-kit';
import { service } from './service.js';

await printSchema(service);
