import type { MigrationInterface } from 'typeorm';
import { CreateTerritory1764000000100 } from './1764000000100-CreateTerritory.js';

/** The table `territory`, for every service: row-level security compares codes in the service's own database. */
export const referenceMigrations: readonly (new () => MigrationInterface)[] = [CreateTerritory1764000000100];
