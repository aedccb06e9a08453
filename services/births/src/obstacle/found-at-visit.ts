import type { VisitedTask } from '../outreach/visit-rows.js';
import type { ObstacleDetails } from '../rules/obstacle/details.js';
import type { SaidSafetyConcern } from '../rules/obstacle/safety-concern-details.js';
import type { VisitReport } from '../rules/outreach/visit.js';

export interface VisitFindings extends VisitReport, ObstacleDetails {
  /** Kept apart from the visit, which its writer and the writer's colleagues read. */
  readonly safetyConcern?: SaidSafetyConcern | null;
}

export interface FoundAtVisit {
  readonly visitId: string;
  readonly visit: VisitFindings;
  readonly task: VisitedTask;
}

export const motherOf = ({ responsible, motherPersonId }: VisitedTask): string | null =>
  responsible === 'SOCIAL_UNIT' ? motherPersonId : null;
