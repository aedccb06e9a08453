import { CreateTrail1763800000001 } from './1763800000001-CreateTrail.js';

/** The tables of the trail, for every service. */
export const trailMigrations = [CreateTrail1763800000001];
