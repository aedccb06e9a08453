import { backlogOn, START } from './backlog.js';
import type { PlannedChild } from './life.js';
import type { Stage } from './stage.js';

const WHERE = { territory: START.territory };
const DECLARE = 'mutation ($input: StartTerritoryInput!) { startTerritory(input: $input) { id } }';
const STAND = 'query ($territory: String!) { territoryStart(territory: $territory) { backlog { waiting released } } }';

/** The supervisor says when the territory goes live. */
export const declareStart = ({ graph }: Stage): Promise<unknown> =>
  graph.ask('social-supervisor', DECLARE, { input: { ...START, startsOn: START.startsOn.toString() } }, WHERE);

/** Notes where another number waits, or was released, than whose turn has come. */
export async function watchBacklog(stage: Stage, children: readonly PlannedChild[], day: Temporal.PlainDate) {
  const { territoryStart } = await stage.graph.ask('social-supervisor', STAND, WHERE, WHERE);
  const stands = territoryStart.backlog;
  const planned = backlogOn(children, day);
  stage.deeds.released = stands.released;
  for (const name of ['waiting', 'released'] as const) {
    if (stands[name] !== planned[name])
      stage.astonishments.push(
        `backlog.${name} on ${day}: the graph says ${stands[name]}, the pilot counted ${planned[name]}`,
      );
  }
}
