import { runWorker } from '@kamkor/service-kit';
import { service } from './service.js';

await runWorker(service);
