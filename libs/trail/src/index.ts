import { CreateTrail1763800000001 } from './create-trail.js';
import { FollowMergedPersons1764300000200 } from './follow-merged-persons.js';

export * from './access-log.js';
export * from './backlog.js';
export type { Change, Read } from './entry.js';
export * from './findings.js';
export * from './merged-persons.js';
export * from './record.js';
export * from './seal.js';
export * from './trail-sealer.js';
export * from './verify.js';
export type { Head } from './verify-blocks.js';

export const trailMigrations = [CreateTrail1763800000001, FollowMergedPersons1764300000200];
