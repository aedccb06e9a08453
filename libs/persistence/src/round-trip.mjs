// Run by values.db.spec.ts in a process of its own: the time zone of a process is set when it starts. Needs the build.
import 'reflect-metadata';
import { EntitySchema } from 'typeorm';
import { createDataSource, dateColumn, instantColumn, Transactions, tx } from '../dist/src/index.js';

const Fact = new EntitySchema({
  name: 'fact',
  columns: {
    id: { type: 'int', primary: true },
    at: { type: 'timestamptz', precision: 3, transformer: instantColumn },
    on: { type: 'date', transformer: dateColumn },
  },
});

const source = await createDataSource({
  url: process.argv[2],
  entities: [Fact],
  applicationName: 'round-trip',
}).initialize();
const occasion = {
  principal: { subject: 'test', roles: [], facilities: [], territory: null, person: null, organisation: null },
  operation: 'test',
  purpose: 'test',
};
const facts = JSON.parse(process.argv[3]).map(({ id, at, on }) => ({
  id,
  at: Temporal.Instant.from(at),
  on: Temporal.PlainDate.from(on),
}));

await new Transactions(source, { now: () => Temporal.Now.instant() }).run(occasion, async ({ manager }) => {
  const [first, ...rest] = facts;
  await tx().sql('INSERT INTO fact VALUES ($1, $2, $3)', [first.id, first.at, first.on]);
  await manager.insert('fact', rest);

  const byEntity = await manager.find('fact', { order: { id: 'ASC' } });
  const bySql = await tx().sql('SELECT * FROM fact ORDER BY id');
  const paged = [];
  for (let last = null; ; ) {
    const page = await tx().sql(
      `SELECT id, at FROM fact WHERE $1::timestamptz IS NULL OR (at, id) > ($1, $2) ORDER BY at, id LIMIT 2`,
      [last?.at ?? null, last?.id ?? null],
    );
    paged.push(...page.map(({ id }) => id));
    if (page.length < 2) break;
    last = page.at(-1);
  }
  const found = (await manager.findBy('fact', { at: facts[0].at })).map(({ id }) => id);
  console.log(JSON.stringify({ zone: new Date(0).getTimezoneOffset(), byEntity, bySql, paged, found }));
  await tx().sql('DELETE FROM fact');
});
await source.destroy();
