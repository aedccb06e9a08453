import { tx } from '@kamkor/persistence';
import { keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { Person } from '../person/person.entity.js';
import { BirthRecord } from './birth-record.entity.js';
import { EarlierParentageDecision } from './earlier-decision.entity.js';

/** A record as far as the caller may see it. */
export const birthRecordOf = loader(async (ids: readonly string[]) =>
  keyed(await tx().manager.findBy(BirthRecord, { id: In([...ids]) }), ({ id }) => id),
);

export const recordOfChild = loader(async (children: readonly string[]) =>
  keyed(await tx().manager.findBy(BirthRecord, { childId: In([...children]) }), ({ childId }) => childId as string),
);

/** Earlier decisions about who the mother is, the earliest first. */
export const decidedBeforeOf = loader(async (records: readonly string[]) =>
  Map.groupBy(
    await tx().manager.find(EarlierParentageDecision, {
      where: { birthRecordId: In([...records]) },
      order: { decidedAt: 'ASC' },
    }),
    ({ birthRecordId }) => birthRecordId,
  ),
);

interface Pair {
  record: string;
  person: string;
}

/** Persons who could be the child of a record: same mother, date and sex, and no notification linked to them. */
export const candidatesOf = loader(async (records: readonly string[]) => {
  const pairs = await tx().sql<Pair>(
    `SELECT r.id AS record, p.id AS person FROM birth_record r
     JOIN person p ON p.mother = r.mother AND p.birth_date = r.birth_date AND p.sex = r.sex
     WHERE r.id = ANY ($1::uuid[]) AND r.child IS NULL AND NOT EXISTS (SELECT FROM birth_record l WHERE l.child = p.id)
     ORDER BY p.entered_at, p.id`,
    [records],
  );
  const persons = keyed(
    await tx().manager.findBy(Person, { id: In(pairs.map(({ person }) => person)) }),
    ({ id }) => id,
  );
  const found = pairs.flatMap(({ record, person }) => ({ record, person: persons.get(person) }));
  const known = found.flatMap(({ record, person }) => (person ? [{ record, person }] : []));
  return new Map(
    [...Map.groupBy(known, ({ record }) => record)].map(([record, of]) => [record, of.map(({ person }) => person)]),
  );
});
