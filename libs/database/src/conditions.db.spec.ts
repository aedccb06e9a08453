import { type Principal, ROLES } from '@kamkor/principal';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import {
  assemble,
  bySubject,
  type Database,
  hasRole,
  inTerritory,
  ofOwnChild,
  ofOwnFacility,
  ofOwnOrganisation,
  ofOwnPerson,
  table,
} from './index.js';

const MOTHER = '0b7e3c62-8f4a-4c55-9d6c-1f6f6a5a0001';

/** A table with one row, which a policy shows or not. */
const shown = (name: string, condition: string) =>
  table({
    name,
    sql: `CREATE TABLE ${name} (territory text COLLATE "C", facility text COLLATE "C", subject text, organisation text,
      mother_person uuid, care_status text)`,
    policies: `CREATE POLICY seen ON ${name} FOR SELECT TO kamkor_app USING (${condition})`,
    grants: `GRANT SELECT ON ${name} TO kamkor_app; GRANT INSERT, SELECT ON ${name} TO kamkor_worker`,
  });

const CONDITIONS = {
  by_role: hasRole('social-worker', 'registrar'),
  by_territory: inTerritory(),
  by_facility: ofOwnFacility(),
  by_subject: bySubject('subject'),
  by_person: ofOwnPerson('mother_person'),
  by_child: ofOwnChild(),
  by_organisation: ofOwnOrganisation('organisation'),
};
const database: Database = {
  name: 'conditions',
  libs: [],
  objects: Object.entries(CONDITIONS).map(([name, condition]) => shown(name, condition)),
};

describe('the conditions of policies', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase('conditions', []);
    await (await test.as('owner')).query(assemble(database));
    const worker = await test.as('worker');
    for (const name of Object.keys(CONDITIONS)) {
      await worker.query(
        `INSERT INTO ${name} VALUES ('KG-C-03', 'KG-C-03-F01', 'test:a', 'CRO-12', '${MOTHER}', 'WITH_PARENTS')`,
      );
    }
  });
  afterAll(() => test.dispose());

  const sees = async (who: Principal, name: keyof typeof CONDITIONS) =>
    (await test.asPrincipal(who, ({ sql }) => sql(`SELECT FROM ${name}`))).length === 1;

  it('are true of the roles that they name and of no other', async () => {
    for (const role of ROLES) {
      const who = aPrincipal({ roles: [role] });
      expect([role, await sees(who, 'by_role')]).toEqual([role, role === 'social-worker' || role === 'registrar']);
    }
  });

  it.each([
    ['by_territory', { territory: 'KG-C' }, { territory: 'KG-C-04' }],
    ['by_facility', { facilities: ['KG-A-01-F01', 'KG-C-03-F01'] }, { facilities: ['KG-C-03-F02'] }],
    ['by_subject', { subject: 'test:a' }, { subject: 'test:b' }],
    ['by_person', { person: MOTHER }, { person: '0b7e3c62-8f4a-4c55-9d6c-1f6f6a5a0002' }],
    ['by_child', { person: MOTHER }, { person: '0b7e3c62-8f4a-4c55-9d6c-1f6f6a5a0002' }],
    ['by_organisation', { organisation: 'CRO-12' }, { organisation: 'CRO-13' }],
  ] as const)('%s: true of whoever has it, not of another, nor of nobody', async (name, own, other) => {
    expect(await sees(aPrincipal(own), name)).toBe(true);
    expect(await sees(aPrincipal(other), name)).toBe(false);
    expect(await (await test.as('app')).query(`SELECT FROM ${name}`)).toEqual([]);
  });

  it('do not show a mother the child that she has not', async () => {
    await test.admin(`UPDATE by_child SET care_status = 'RELINQUISHED'`);
    expect(await sees(aPrincipal({ person: MOTHER }), 'by_child')).toBe(false);
  });
});
