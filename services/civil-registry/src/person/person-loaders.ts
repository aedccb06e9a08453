import { tx } from '@kamkor/persistence';
import { keyed, loader } from '@kamkor/subgraph';
import { In, IsNull } from 'typeorm';
import { Person } from './person.entity.js';

interface Kept {
  readonly id: string;
  readonly kept: string;
}

const persons = async (ids: readonly string[]): Promise<Map<string, Person>> =>
  keyed(await tx().manager.findBy(Person, { id: In([...ids]) }), ({ id }) => id);

const keptPersons = (ids: readonly string[]): Promise<Kept[]> =>
  tx().sql<Kept>('SELECT id, kept FROM kept_persons($1::uuid[])', [ids]);

/**
 * A person as far as the caller may see them. The id of somebody who was merged gives the person who was kept, or the
 * merged one if the caller may see only that one.
 */
export const personOf = loader(async (ids: readonly string[]) => {
  const found = await persons(ids);
  const unsure = ids.filter((id) => (found.get(id)?.mergedIntoId ?? id) !== id || !found.has(id));
  if (unsure.length === 0) return found;
  const merged = (await keptPersons(unsure)).filter(({ id }) => unsure.includes(id));
  const kept = await persons(merged.map(({ kept: id }) => id));
  for (const { id, kept: into } of merged) {
    const person = kept.get(into);
    if (person) found.set(id, person);
  }
  return found;
});

/** The ids, beside its own, that lead to a person. */
export const formerIdsOf = loader(async (ids: readonly string[]) => {
  const merged = (await keptPersons(ids)).filter(({ kept }) => ids.includes(kept));
  const byKept = Map.groupBy(merged, ({ kept }) => kept);
  return new Map([...byKept].map(([kept, of]) => [kept, of.map(({ id }) => id).sort()]));
});

/** Children of a mother, the eldest first, without those who are withheld from her. */
export const childrenOf = loader(async (mothers: readonly string[]) =>
  Map.groupBy(
    await tx().manager.find(Person, {
      where: { motherId: In([...mothers]), withheldFromMother: false, mergedIntoId: IsNull() },
      order: { birthDate: 'ASC', id: 'ASC' },
    }),
    ({ motherId }) => motherId as string,
  ),
);
