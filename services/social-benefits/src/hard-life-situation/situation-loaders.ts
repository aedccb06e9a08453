import { tx } from '@kamkor/persistence';
import { keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { Finding } from './finding.js';
import { HardLifeSituation } from './hard-life-situation.js';

/** A situation as far as the caller may see it. */
export const situationOf = loader(async (ids: readonly string[]) =>
  keyed(await tx().manager.findBy(HardLifeSituation, { id: In([...ids]) }), ({ id }) => id),
);

/** What was found, the earliest first, as far as the caller may see it. */
export const findingsOf = loader(async (situations: readonly string[]) =>
  Map.groupBy(
    await tx().manager.find(Finding, {
      where: { situationId: In([...situations]) },
      order: { foundAt: 'ASC', visitId: 'ASC' },
    }),
    ({ situationId }) => situationId,
  ),
);

/** Situations of a person's family, as child or as mother, the latest first. */
export const situationsOfPerson = loader(async (persons: readonly string[]) => {
  const ids = In([...persons]);
  const found = await tx().manager.find(HardLifeSituation, {
    where: [{ childId: ids }, { motherId: ids }],
    order: { registeredAt: 'DESC', id: 'ASC' },
  });
  return new Map(
    persons.map((person) => [person, found.filter(({ childId, motherId }) => [childId, motherId].includes(person))]),
  );
});
