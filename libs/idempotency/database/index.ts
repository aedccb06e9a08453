import type { Database } from '@kamkor/database';
import { idempotencyKey } from './tables/idempotency-key.js';

/** The same key and body gives the first outcome again. */
export const idempotencyDatabase: Database = { name: 'idempotency', libs: [], objects: [idempotencyKey] };
