import type { VisitedTask } from '../outreach/visit-rows.js';
import type { ObstacleDetails } from '../rules/obstacle-details.js';
import type { VisitReport } from '../rules/visit.js';

export interface VisitFindings extends VisitReport, ObstacleDetails {}

export interface FoundAtVisit {
  readonly visitId: string;
  readonly visit: VisitFindings;
  readonly task: VisitedTask;
}

export const motherOf = ({ responsible, motherPersonId }: VisitedTask): string | null =>
  responsible === 'SOCIAL_UNIT' ? motherPersonId : null;
