import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { Benefits, specialist } from '../testing/benefits.js';

let benefits: Benefits;
const family = { notificationId: randomUUID(), personId: randomUUID(), motherPersonId: randomUUID() };
beforeAll(async () => {
  benefits = await Benefits.open();
  await benefits.find(
    { ...family, familyKnows: true },
    { ...family, familyKnows: false, circumstances: ['VIOLENCE'] },
    { familyKnows: false, motherPersonId: family.motherPersonId },
    { territory: 'KG-B-01' },
    { responsible: 'GUARDIANSHIP', motherPersonId: null },
  );
});
afterAll(() => benefits.close());

const official = (role: 'social-worker' | 'social-supervisor' | 'guardianship' | 'registrar', territory = 'KG-C') =>
  aPrincipal({ roles: [role], territory });

const count = async (as: Principal, table: string) => {
  const [row] = await benefits.database.asPrincipal(as, ({ sql }) =>
    sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`),
  );
  return row!.n;
};

it.each([
  ['a benefits specialist of the territory', () => specialist(), 3, 4],
  ['a benefits specialist of the country', () => specialist('KG'), 4, 5],
  ['a benefits specialist of another territory', () => specialist('KG-D'), 0, 0],
  ['a social worker', () => official('social-worker'), 2, 3],
  ['a supervisor', () => official('social-supervisor'), 2, 3],
  ['guardianship', () => official('guardianship'), 3, 4],
  ['a registrar', () => official('registrar'), 0, 0],
  ['the mother', () => aCitizen(family.motherPersonId), 1, 1],
  ['another citizen', () => aCitizen(randomUUID()), 0, 0],
  ['nobody', () => aPrincipal(), 0, 0],
])('%s sees these rows by SQL alone', async (_who, as, situations, findings) => {
  expect([await count(as(), 'hard_life_situation'), await count(as(), 'hard_life_finding')]).toEqual([
    situations,
    findings,
  ]);
});

it('the social unit finds no deadline of a child apart from its parents', async () => {
  expect(await count(official('social-worker'), 'deadline')).toBe(2);
  expect(await count(official('guardianship'), 'deadline')).toBe(3);
  expect(await count(specialist(), 'deadline')).toBe(3);
});

it('the mother finds no deadline of what she must not know', async () => {
  expect(await count(aCitizen(family.motherPersonId), 'deadline')).toBe(0);
});

it.each([
  ['a specialist registers nothing', () => specialist(), 'INSERT INTO hard_life_situation DEFAULT VALUES'],
  ['a specialist changes no finding', () => specialist(), 'UPDATE hard_life_finding SET family_knows = true'],
  ['a specialist deletes nothing', () => specialist(), 'DELETE FROM hard_life_situation'],
])('%s', async (_what, as, statement) => {
  await expect(benefits.database.asPrincipal(as(), ({ sql }) => sql(statement))).rejects.toThrow(/permission denied/);
});

it('a social worker changes no situation', async () => {
  const changed = await benefits.database.asPrincipal(official('social-worker'), ({ sql }) =>
    sql('UPDATE hard_life_situation SET family_knows = true RETURNING id'),
  );
  expect(changed).toEqual([]);
});

it('the mother changes nothing but that she objects, to a situation of hers that she knows of', async () => {
  const attempt = (set: string) =>
    benefits.database.asPrincipal(aCitizen(family.motherPersonId), ({ sql }) =>
      sql(`UPDATE hard_life_situation SET ${set} RETURNING id`),
    );
  await expect(attempt('family_knows = true')).rejects.toThrow('row-level security');
  await expect(
    attempt(`objection = 'OTHER', objected_at = now(), objection_outcome = 'UPHELD', objection_decided_at = now()`),
  ).rejects.toThrow('row-level security');
  expect(await attempt(`objection = 'OTHER', objected_at = now()`)).toHaveLength(1);
});
