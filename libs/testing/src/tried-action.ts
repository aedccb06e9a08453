import type { Principal } from '@kamkor/principal';
import type { BootedSubgraph } from './subgraph.js';

/** The code by which a mutation refuses what `allowedActions` gives this reason for. */
const CODES: Readonly<Record<string, string>> = {
  STATE_DOES_NOT_ALLOW: 'TRANSITION_REFUSED',
  ROLE_NOT_ALLOWED: 'FORBIDDEN',
  TERRITORY_OF_ANOTHER: 'FORBIDDEN',
  HANDOVER_OF_ANOTHER_UNIT: 'FORBIDDEN',
  SECOND_REGISTRAR_NEEDED: 'FORBIDDEN',
  HANDOVER_ALREADY_OFFERED: 'CONFLICT',
};

export interface TriedAction {
  /** What `allowedActions` said: null where it is allowed. */
  readonly reason: string | null;
  /** `extensions` of the refusal when it was tried; undefined where it was done. */
  readonly refused: Readonly<Record<string, unknown>> | undefined;
}

/** Asks what may be done with a record, then does it by the mutation. Throws where the two do not agree. */
export async function triedAction(
  graph: Pick<BootedSubgraph, 'ask'>,
  who: Principal,
  record: { readonly type: string; readonly id: string; readonly action: string },
  mutate: () => Promise<TriedAction['refused']>,
): Promise<TriedAction> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${record.type} {
    allowedActions { action allowed reason } } } }`;
  const { data, errors } = await graph.ask(who, query, { of: [{ __typename: record.type, id: record.id }] });
  const actions = data?._entities?.[0]?.allowedActions as { action: string; allowed: boolean; reason: string }[];
  const said = actions?.find(({ action }) => action === record.action);
  if (!said) throw new Error(`nothing is said of ${record.action}: ${JSON.stringify({ data, errors })}`);
  const refused = await mutate();
  const expected = said.allowed ? undefined : CODES[said.reason];
  if (refused?.code !== expected || (!said.allowed && !expected)) {
    throw new Error(`${JSON.stringify(said)}, and then ${JSON.stringify(refused)}`);
  }
  return { reason: said.reason, refused };
}
