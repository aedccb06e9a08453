export const REGISTRY_STATES = ['PENDING', 'MATCHED', 'CREATED', 'NOT_IDENTIFIED'] as const;
/** What the civil registry has made of a notification: `PENDING` until it answers, a person in `MATCHED` and `CREATED`. */
export type RegistryState = (typeof REGISTRY_STATES)[number];
