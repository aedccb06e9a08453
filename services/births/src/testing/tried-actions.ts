import type { Principal } from '@kamkor/principal';
import type { BirthsUnderTest } from './births.js';

/** How a mutation refuses what `allowedActions` gave this reason for. */
const REFUSED_WITH: Readonly<Record<string, string>> = {
  STATE_DOES_NOT_ALLOW: 'TRANSITION_REFUSED',
  ROLE_NOT_ALLOWED: 'FORBIDDEN',
  TERRITORY_OF_ANOTHER: 'FORBIDDEN',
  HANDOVER_OF_ANOTHER_UNIT: 'FORBIDDEN',
  HANDOVER_ALREADY_OFFERED: 'CONFLICT',
};

export interface Tried {
  /** What `allowedActions` said: null where it is allowed. */
  readonly reason: string | null;
  /** `extensions` of the refusal when it was tried; undefined where it was done. */
  readonly refused: Readonly<Record<string, unknown>> | undefined;
}

/** Asks what may be done with a record, then does it. Throws where the two do not agree. */
export async function tried(
  births: BirthsUnderTest,
  who: Principal,
  record: { readonly field: string; readonly id: string; readonly action: string },
  mutate: () => Promise<Tried['refused']>,
): Promise<Tried> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${record.field} {
    allowedActions { action allowed reason } } } }`;
  const of = [{ __typename: record.field, id: record.id }];
  const [{ allowedActions }] = (await births.ask(who, query, { of }))._entities;
  const said = allowedActions.find(({ action }: { action: string }) => action === record.action);
  const refused = await mutate();
  const expected = said.allowed ? undefined : REFUSED_WITH[said.reason];
  if (refused?.code !== expected || (!said.allowed && !expected)) {
    throw new Error(`${record.action}: ${JSON.stringify(said)}, and then ${JSON.stringify(refused)}`);
  }
  return { reason: said.reason, refused };
}
