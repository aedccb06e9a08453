import type { VisitedTask } from '../outreach/visit-rows.js';
import type { ObstacleDetails } from '../rules/obstacle-details.js';
import type { SafetyGround } from '../rules/safety-concern-states.js';
import type { VisitReport } from '../rules/visit.js';

/** A visitor's word that somebody in the family may not be safe. */
export interface SaidSafetyConcern {
  readonly grounds: readonly SafetyGround[];
  readonly note?: string | null;
}

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
