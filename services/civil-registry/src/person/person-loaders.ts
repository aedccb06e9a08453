import { tx } from '@kamkor/persistence';
import { keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { Person } from './person.js';

/** A person as far as the caller may see them. */
export const personOf = loader(async (ids: readonly string[]) =>
  keyed(await tx().manager.findBy(Person, { id: In([...ids]) }), ({ id }) => id),
);

/** Children of a mother, the eldest first; none who is withheld from her leads here. */
export const childrenOf = loader(async (mothers: readonly string[]) =>
  Map.groupBy(
    await tx().manager.find(Person, {
      where: { motherId: In([...mothers]), withheldFromMother: false },
      order: { birthDate: 'ASC', id: 'ASC' },
    }),
    ({ motherId }) => motherId as string,
  ),
);
