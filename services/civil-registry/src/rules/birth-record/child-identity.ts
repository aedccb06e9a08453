/** Whether the registry knows who a notified child is. */
export const REGISTRY_STATES = ['MATCHED', 'CREATED', 'NOT_IDENTIFIED'] as const;
export type RegistryState = (typeof REGISTRY_STATES)[number];

export interface Born {
  readonly notificationId: string;
  /** The registry's id of the mother; null if it does not know her. */
  readonly mother: string | null;
  readonly birthDate: string;
  readonly sex: string;
}

/** A child of the registry to whom no notification is linked. */
export interface Candidate {
  readonly person: string;
  readonly mother: string;
  readonly birthDate: string;
  readonly sex: string;
}

export interface ChildIdentity {
  readonly notificationId: string;
  readonly registryState: RegistryState;
  /**
   * The candidate, for MATCHED. For CREATED a person will be made; for NOT_IDENTIFIED it is not decided who the child
   * is.
   */
  readonly person: string | null;
}

const sameBirth = ({ mother, birthDate, sex }: Born | Candidate) => `${mother} ${birthDate} ${sex}`;

/**
 * Who the notified children are, decided one after the other. If one child has that mother, date and sex, it is that
 * child, and a second notification of such a birth is a twin. If several do, a registrar decides, because a wrong link
 * gives one child the papers of another. A mother whom the registry does not know never holds the child up.
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
