/** Whether the registry knows who a notified child is. */
export const REGISTRY_STATES = ['MATCHED', 'CREATED', 'NOT_IDENTIFIED'] as const;
export type RegistryState = (typeof REGISTRY_STATES)[number];

export interface Born {
  readonly notificationId: string;
  /** The registry's id of the mother; null where it doesn't know her. */
  readonly mother: string | null;
  readonly birthDate: string;
  readonly sex: string;
}

/** A child of the registry that no notification is linked to. */
export interface Candidate {
  readonly person: string;
  readonly mother: string;
  readonly birthDate: string;
  readonly sex: string;
}

export interface ChildIdentity {
  readonly notificationId: string;
  readonly registryState: RegistryState;
  /** The candidate it is, for MATCHED. A person is made for CREATED; nobody is the child yet for NOT_IDENTIFIED. */
  readonly person: string | null;
}

const sameBirth = ({ mother, birthDate, sex }: Born | Candidate) => `${mother} ${birthDate} ${sex}`;

/**
 * Who the notified children are, one after the other. One child of that mother, date and sex: it is that child, and a
 * second notification of such a birth is its twin. Several: a registrar decides, because a wrong link gives one child
 * the papers of another. The registry not knowing the mother never holds the child up.
 */
export function identifyChildren(born: readonly Born[], candidates: readonly Candidate[]): ChildIdentity[] {
  const free = Map.groupBy(candidates, sameBirth);
  return born.map((child) => {
    const { notificationId } = child;
    const found = child.mother === null ? [] : (free.get(sameBirth(child)) ?? []);
    if (found.length > 1) return { notificationId, registryState: 'NOT_IDENTIFIED', person: null };
    const person = found.pop()?.person ?? null;
    return { notificationId, registryState: person === null ? 'CREATED' : 'MATCHED', person };
  });
}
