import type { PlannedChild } from './life.js';
import { visitsTo } from './standing.js';

/** Years under which a mother is a concern by her age alone. */
const PROTECTED_AGE = 16;

function isYoungMother({ report, born }: PlannedChild): boolean {
  const { birthDate } = report.mother as { readonly birthDate?: string };
  if (birthDate === undefined) return false;
  return Temporal.PlainDate.compare(born, Temporal.PlainDate.from(birthDate).add({ years: PROTECTED_AGE })) < 0;
}

/** The acting days on which concerns about somebody of the family are raised. */
export const concernsOf = (child: PlannedChild): Temporal.PlainDate[] => [
  ...(isYoungMother(child) ? [child.notifiedOn] : []),
  ...visitsTo(child)
    .filter(({ details }) => 'safetyConcern' in details)
    .map(({ recordedOn }) => recordedOn),
];
