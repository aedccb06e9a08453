import { randomUUID } from 'node:crypto';
import { type EventDraft, eventKind } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { workerPrincipal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { onUndocumentedSiblingFound } from '../birth-record/on-undocumented-sibling-found.js';
import { onParentDocumentLacking } from '../document-help/on-parent-document-lacking.js';
import { lawOf } from '../law.js';
import { clock, Registry, registrar } from '../testing/registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(async () => {
  expect(registry.graph.unexpected).toEqual([]);
  await registry.close();
});

const law = lawOf({ KAMKOR_PROFILE: 'KG' });
let serial = 0;

/** A child whose mother the registry knows. */
async function aChild(said: Parameters<Registry['notify']>[0] = {}) {
  const pin = `12505199${200_000 + (serial += 1)}`;
  const mother = await registry.mother(pin);
  const [notificationId] = await registry.notify({ mother: { identity: 'PIN', pin }, ...said });
  return { mother, notificationId: notificationId! };
}

const asWorker = (work: () => Promise<void>) =>
  registry.database.asPrincipal(workerPrincipal('civil-registry'), work, { role: 'worker', clock });

async function lack(notificationId: string, said: Partial<EventDraft<'ParentDocumentLacking'>> = {}) {
  const payload = eventKind('ParentDocumentLacking').write({
    visitId: randomUUID(),
    notificationId,
    personId: null,
    parentPersonId: null,
    parent: 'MOTHER',
    document: 'PASSPORT',
    territory: 'KG-C-03',
    foundAt: '2024-06-02T05:00:00Z',
    withheld: false,
    ...said,
  });
  await asWorker(() => onParentDocumentLacking([{ payload } as ReadEvent<typeof payload>], law));
}

const helpOf = async (notificationId: string) =>
  (
    await registry.database.admin<Record<string, unknown>>(
      `SELECT h.*, d.state AS deadline, d.person AS deadline_person, d.territory AS deadline_territory
       FROM document_help_request h JOIN deadline d ON d.subject_id = h.id WHERE h.notification_id = $1`,
      [notificationId],
    )
  )[0];

describe('help with a document of a mother', () => {
  it('who gave her child up forgets her, its deadline too, and knows her again when she has the child again', async () => {
    const { mother, notificationId } = await aChild();
    await lack(notificationId, { parentPersonId: mother });
    expect(await helpOf(notificationId)).toMatchObject({ parent_person: mother, deadline_person: mother });
    await registry.stand(notificationId, { careStatus: 'RELINQUISHED' });
    expect(await helpOf(notificationId)).toMatchObject({
      withheld: true,
      parent_person: null,
      deadline_person: null,
      deadline: 'PENDING',
    });
    const seen = await registry.database.asPrincipal(aCitizen(mother), ({ sql }) => sql('SELECT id FROM deadline'));
    expect(seen).toEqual([]);
    await registry.stand(notificationId);
    expect(await helpOf(notificationId)).toMatchObject({
      withheld: false,
      parent_person: mother,
      deadline_person: mother,
    });
  });

  it('does not name her where the finding arrives after she gave it up', async () => {
    const { mother, notificationId } = await aChild();
    await registry.stand(notificationId, { careStatus: 'IN_CARE' });
    await lack(notificationId, { parentPersonId: mother });
    expect(await helpOf(notificationId)).toMatchObject({ withheld: true, parent_person: null, deadline_person: null });
  });

  it('does not name her either where both arrive at once', async () => {
    const children = await Promise.all(Array.from({ length: 6 }, () => aChild()));
    await Promise.all(
      children.flatMap(({ mother, notificationId }) => [
        registry.stand(notificationId, { careStatus: 'IN_CARE' }),
        lack(notificationId, { parentPersonId: mother }),
      ]),
    );
    for (const { notificationId } of children) {
      expect(await helpOf(notificationId)).toMatchObject({
        withheld: true,
        parent_person: null,
        deadline_person: null,
      });
    }
  });

  it('falls away with her child, whenever it died, and nobody can go on with it', async () => {
    const { mother, notificationId } = await aChild();
    await lack(notificationId, { parentPersonId: mother });
    await registry.stand(notificationId, { died: true });
    const help = await helpOf(notificationId);
    expect(help).toMatchObject({ state: 'WITHDRAWN', due_at: null, deadline: 'CANCELLED' });
    const { data } = await registry.graph.ask(
      registrar(),
      'query ($id: UUID!) { documentHelpRequest(id: $id) { state allowedActions { allowed } } }',
      { id: help!.id },
    );
    expect(data.documentHelpRequest.allowedActions).not.toContainEqual({ allowed: true });
    await lack(notificationId, { parentPersonId: mother, document: 'MARRIAGE_CERTIFICATE' });
    expect(
      await registry.database.admin('SELECT FROM document_help_request WHERE notification_id = $1', [notificationId]),
    ).toHaveLength(1);
    const log = await registry.database.admin(
      `SELECT FROM trail_entry WHERE person = $1 AND change = 'DOCUMENT_HELP_WITHDRAWN' AND NOT withheld_from_person`,
      [mother],
    );
    expect(log).toEqual([]);
  });

  it('has the child as soon as the registry knows who it is', async () => {
    const [early] = [randomUUID()];
    await lack(early);
    await registry.notify({ notificationId: early });
    expect((await helpOf(early))?.child).toBe((await registry.recordOf(early)).child);
    const { notificationId } = await aChild();
    await lack(notificationId);
    expect((await helpOf(notificationId))?.child).toBe((await registry.recordOf(notificationId)).child);
  });
});

describe('a child that is watched elsewhere', () => {
  const OF = 'query ($id: UUID!, $c: UUID!) { birthRecord(id: $id) { id } person(id: $c) { id } }';
  const sees = async (who: ReturnType<typeof registrar>, id: unknown, c: unknown) =>
    (await registry.graph.ask(who, OF, { id, c })).data;

  it('is registered there, its deadlines and the help of its parents go with it, and its worker sees it', async () => {
    const { notificationId } = await aChild();
    await lack(notificationId);
    const record = await registry.recordOf(notificationId);
    const apply = `mutation ($input: ApplyForBirthCertificateInput!) { applyForBirthCertificate(input: $input) { id } }`;
    await registry.graph.ask(registrar(), apply, { input: { birthRecordId: record.id, version: 1 } });
    await registry.stand(notificationId, { territory: 'KG-O-02' });
    expect(await sees(registrar(), record.id, record.child)).toEqual({ birthRecord: null, person: null });
    expect(await sees(registrar('KG-O-02'), record.id, record.child)).toEqual({
      birthRecord: { id: record.id },
      person: { id: record.child },
    });
    const worker = aPrincipal({ roles: ['social-worker'], territory: 'KG-O-02' });
    const child = 'query ($c: UUID!) { person(id: $c) { id } }';
    expect((await registry.graph.ask(worker, child, { c: record.child })).data.person).toEqual({ id: record.child });
    expect(await helpOf(notificationId)).toMatchObject({ territory: 'KG-O-02', deadline_territory: 'KG-O-02' });
    expect(await registry.database.admin('SELECT territory FROM deadline WHERE subject_id = $1', [record.id])).toEqual([
      { territory: 'KG-O-02' },
    ]);
  });

  it('keeps its record where it was registered', async () => {
    const { notificationId } = await aChild();
    const { id } = await registry.recordOf(notificationId);
    const act = (name: string, input: object) =>
      registry.graph.ask(
        registrar(),
        `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { version } }`,
        { input: { birthRecordId: id, ...input } },
      );
    await act('applyForBirthCertificate', { version: 1 });
    await act('registerBirth', { version: 2, familyName: 'Асанова', givenName: 'Бермет' });
    await registry.stand(notificationId, { territory: 'KG-O-02' });
    expect((await act('issueBirthCertificate', { version: 3 })).data.issueBirthCertificate).toEqual({ version: 4 });
  });
});

it('how a child stands may be heard before its birth, also of a sibling found at a visit', async () => {
  const pin = '12505199299001';
  const mother = await registry.mother(pin);
  const [notificationId, siblingId] = [randomUUID(), randomUUID()];
  await registry.stand(notificationId, { careStatus: 'ABANDONED', territory: 'KG-O-02' });
  await registry.stand(siblingId, { careStatus: 'IN_CARE' });
  await registry.notify({ notificationId, mother: { identity: 'PIN', pin } });
  const payload = eventKind('UndocumentedSiblingFound').write({
    visitId: randomUUID(),
    siblingId,
    birthDate: '2020-03-01',
    birthDateApproximate: true,
    sex: 'FEMALE',
    motherPersonId: mother,
    careStatus: 'WITH_PARENTS',
    territory: 'KG-C-03',
    foundAt: '2024-06-02T05:00:00Z',
  });
  await asWorker(() => onUndocumentedSiblingFound([{ payload } as ReadEvent<typeof payload>], law));
  expect(await registry.recordOf(notificationId)).toMatchObject({ withheld_from_mother: true, territory: 'KG-O-02' });
  expect(await registry.recordOf(siblingId)).toMatchObject({ withheld_from_mother: true });
  const { data } = await registry.graph.ask(aCitizen(mother), '{ me { children { id } } birthRecords { totalCount } }');
  expect(data).toEqual({ me: { children: [] }, birthRecords: { totalCount: 0 } });
});

it('a birth and the word that its mother gave it up, told at once, leave it withheld', async () => {
  const pins = Array.from({ length: 6 }, (_, i) => `12505199298${String(i).padStart(3, '0')}`);
  for (const pin of pins) await registry.mother(pin);
  const births = pins.map((pin) => ({ notificationId: randomUUID(), mother: { identity: 'PIN' as const, pin } }));
  await Promise.all(
    births.flatMap((birth) => [
      registry.notify(birth),
      registry.stand(birth.notificationId, { careStatus: 'RELINQUISHED' }),
    ]),
  );
  for (const { notificationId } of births) {
    expect(await registry.recordOf(notificationId)).toMatchObject({ withheld_from_mother: true });
  }
});
