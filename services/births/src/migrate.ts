import { runMigrations } from '@kamkor/service-kit';
import { birthsData } from '../database/facilities.js';
import { birthsMigrations } from '../migrations/index.js';

await runMigrations('births', { migrations: birthsMigrations, data: birthsData });
