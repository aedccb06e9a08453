import type { Graph } from './graph.js';
import type { PlannedChild } from './life.js';

/** Who works in guardianship of the whole country; the role alone shows no safety concern. */
const WORKER = 'demo-guardianship-0';
const NAME = 'mutation ($input: NameProtectionWorkerInput!) { nameProtectionWorker(input: $input) { id } }';

export const nameProtection = (graph: Graph): Promise<unknown> =>
  graph.ask('admin', NAME, { input: { worker: WORKER, territory: 'KG' } });

/** Years under which a mother is a concern by her age alone. */
const PROTECTED_AGE = 16;

function isYoungMother({ report, born }: PlannedChild): boolean {
  const { birthDate } = report.mother as { readonly birthDate?: string };
  if (birthDate === undefined) return false;
  return Temporal.PlainDate.compare(born, Temporal.PlainDate.from(birthDate).add({ years: PROTECTED_AGE })) < 0;
}

/** Concerns are in no report: whether each reached the one who is named is asked of that one. */
export async function compareConcerns(graph: Graph, children: readonly PlannedChild[]): Promise<string | null> {
  const said = children.flatMap(({ visits }) => visits).filter(({ details }) => 'safetyConcern' in details).length;
  const raised = said + children.filter(isYoungMother).length;
  const seen: number = (await graph.ask('guardianship', '{ safetyConcerns { totalCount } }')).safetyConcerns.totalCount;
  return seen === raised ? null : `safety concerns: the protection worker sees ${seen}, the pilot raised ${raised}`;
}
