export const REGISTRY_STATES = ['PENDING', 'MATCHED', 'CREATED', 'NOT_IDENTIFIED'] as const;
/** What the civil registry has made of a notification: `PENDING` until it answers, a person in `MATCHED` and `CREATED`. */
export type RegistryState = (typeof REGISTRY_STATES)[number];

/** Those in which the child is a person of the registry. */
export const STATES_OF_A_PERSON = ['MATCHED', 'CREATED'] as const satisfies readonly RegistryState[];
