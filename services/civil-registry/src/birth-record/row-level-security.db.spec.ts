import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { Registry, registrar } from '../testing/registry.js';

let registry: Registry;
let mother: string;
beforeAll(async () => {
  registry = await Registry.open();
  mother = await registry.mother('12505199020001');
  await registry.mother('12505199020002', 'KG-B-01');
  const by = { mother: { identity: 'PIN' as const, pin: '12505199020001' } };
  await registry.notify(by, { ...by, careStatus: 'RELINQUISHED' }, { territory: 'KG-B-01' });
});
afterAll(() => registry.close());

const count = async (as: Principal, table: string) => {
  const [row] = await registry.database.asPrincipal(as, ({ sql }) =>
    sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`),
  );
  return row!.n;
};

const official = (role: 'social-worker' | 'guardianship' | 'benefits-specialist', territory = 'KG-C') =>
  aPrincipal({ roles: [role], territory });

// Persons: two mothers, three children; of the two in KG-C-03 one is withheld from her mother.
it.each([
  ['a registrar of the territory', () => registrar(), 3, 2],
  ['a registrar of the country', () => registrar('KG'), 5, 3],
  ['a registrar of a neighbour whose code begins alike', () => registrar('KG-C-0'), 0, 0],
  ['a registrar without a territory', () => aPrincipal({ roles: ['registrar'] }), 0, 0],
  ['a social worker', () => official('social-worker'), 2, 0],
  ['a benefits specialist', () => official('benefits-specialist'), 2, 0],
  ['guardianship', () => official('guardianship'), 3, 1],
  ['the mother', () => aCitizen(mother), 2, 1],
  ['a hospital', () => aPrincipal({ roles: ['hospital'], territory: 'KG', facilities: ['KG-C-03-F01'] }), 0, 0],
  ['an auditor', () => aPrincipal({ roles: ['auditor'], territory: 'KG' }), 0, 0],
  ['nobody', () => aPrincipal(), 0, 0],
])('%s sees these rows by SQL alone', async (_who, as, persons, records) => {
  expect([await count(as(), 'person'), await count(as(), 'birth_record')]).toEqual([persons, records]);
});

it('an unset principal sees nothing, also on a connection that served somebody', async () => {
  const dataSource = await registry.database.as('app', { poolSize: 1 });
  await registry.database.asPrincipal(registrar('KG'), ({ sql }) => sql('SELECT 1'));
  const [row] = await dataSource.query(
    'SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM birth_record) AS n',
  );
  expect(row.n).toBe(0);
});

it.each([
  ['a registrar makes no birth record', () => registrar(), 'INSERT INTO birth_record DEFAULT VALUES'],
  ['a registrar deletes nobody', () => registrar(), 'DELETE FROM person'],
  ['a registrar moves nobody', () => registrar(), `UPDATE person SET territory = 'KG-B-01'`],
  [
    'a registrar enters nobody elsewhere',
    () => registrar(),
    `INSERT INTO person (family_name, given_name, birth_date, sex, territory, known_from, entered_at)
     VALUES ('Б', 'Б', '2000-01-01', 'MALE', 'KG-B-01', 'PAPER', now())`,
  ],
  [
    'a mother certifies nothing',
    () => aCitizen(mother),
    `UPDATE birth_record SET state = 'CERTIFIED', applied_at = now(), registered_at = now(), act_number = '1', issued_at = now(),
     certificate_number = '1'`,
  ],
  ['a mother numbers nothing', () => aCitizen(mother), `INSERT INTO act_sequence VALUES (2024, 'KG-C-03', 1)`],
])('%s', async (_what, as, statement) => {
  await expect(registry.database.asPrincipal(as(), ({ sql }) => sql(statement))).rejects.toThrow(
    /permission denied|row-level security/,
  );
});

it('a social worker changes no person, because there is none to be changed', async () => {
  const changed = await registry.database.asPrincipal(official('social-worker'), ({ sql }) =>
    sql(`UPDATE person SET family_name = 'Б' RETURNING id`),
  );
  expect(changed).toEqual([]);
});
