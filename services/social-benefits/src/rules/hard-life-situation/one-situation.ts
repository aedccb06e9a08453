/** What matters about a situation for which of several of one child runs on. */
export interface OfChild {
  readonly id: string;
  readonly child: string | null;
  readonly open: boolean;
  readonly duplicateOf: string | null;
  readonly familyKnows: boolean;
  readonly objectionPending: boolean;
  readonly registeredAt: Temporal.Instant;
}

/**
 * One family counts once. Of several situations of one child, the one runs on whose family waits for an answer,
 * otherwise one that the family knows of, otherwise the earliest. If a situation that the family knows of vanished, or
 * pointed to another one, that would tell of what the family must not know. Default, not law.
 */
function before(one: OfChild, other: OfChild): number {
  return (
    Number(other.objectionPending) - Number(one.objectionPending) ||
    Number(other.familyKnows) - Number(one.familyKnows) ||
    Temporal.Instant.compare(one.registeredAt, other.registeredAt) ||
    one.id.localeCompare(other.id)
  );
}

/**
 * Which other situation each one is a duplicate of from now on, null if of none; only for those where that changes. A
 * duplicate of one that has been closed since stays closed; one whose child turned out to be another is opened again.
 * Takes all situations of the children, and those of which they are duplicates.
 */
export function duplicatesAmong(situations: readonly OfChild[]): Map<string, string | null> {
  const childOf = new Map(situations.map(({ id, child }) => [id, child]));
  const stays = ({ child, duplicateOf }: OfChild) =>
    duplicateOf !== null && child !== null && childOf.get(duplicateOf) === child;
  const running = situations.filter((one) => (one.duplicateOf === null ? one.open : !stays(one)));
  const becomes = new Map<string, string | null>();
  for (const [child, some] of Map.groupBy(running, (one) => one.child)) {
    const [first, ...others] = some.toSorted(before) as [OfChild, ...OfChild[]];
    becomes.set(first.id, null);
    for (const { id } of others) becomes.set(id, child === null ? null : first.id);
  }
  for (const { id, duplicateOf } of situations.filter(stays)) {
    becomes.set(id, becomes.get(duplicateOf as string) ?? duplicateOf);
  }
  const was = new Map(situations.map(({ id, duplicateOf }) => [id, duplicateOf]));
  return new Map([...becomes].filter(([id, of]) => was.get(id) !== of));
}
