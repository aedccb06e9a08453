import { tx } from '@kamkor/persistence';
import { keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { Finding } from './finding.entity.js';
import { HardLifeSituation } from './situation.entity.js';

/** A situation as far as the caller may see it. */
export const situationOf = loader(async (ids: readonly string[]) =>
  keyed(await tx().manager.findBy(HardLifeSituation, { id: In([...ids]) }), ({ id }) => id),
);

/** What was found, also under its duplicates, the earliest first, as far as the caller may see it. */
export const findingsOf = loader(async (situations: readonly string[]) => {
  const ids = In([...situations]);
  const { manager } = tx();
  const duplicates = await manager.find(HardLifeSituation, {
    select: { id: true, duplicateOfId: true },
    where: { duplicateOfId: ids },
  });
  const whose = [
    ...situations.map((id) => [id, id]),
    ...duplicates.map(({ id, duplicateOfId }) => [id, duplicateOfId]),
  ];
  const findings = await manager.find(Finding, {
    where: { situationId: In(whose.map(([id]) => id)) },
    order: { foundAt: 'ASC', visitId: 'ASC' },
  });
  return new Map(
    situations.map((situation) => {
      const its = whose.filter(([, of]) => of === situation).map(([id]) => id);
      return [situation, findings.filter(({ situationId }) => its.includes(situationId))];
    }),
  );
});

/**
 * Situations of a person's family, with the person as child or as mother, the latest first. The id of somebody who was
 * merged gives those that were found about that one.
 */
export const situationsOfPerson = loader(async (persons: readonly string[]) => {
  const ids = In([...persons]);
  const found = await tx().manager.find(HardLifeSituation, {
    where: [{ childId: ids }, { motherId: ids }, { foundChildId: ids }],
    order: { registeredAt: 'DESC', id: 'ASC' },
  });
  return new Map(
    persons.map((person) => [
      person,
      found.filter((one) => [one.childId, one.motherId, one.foundChildId].includes(person)),
    ]),
  );
});
