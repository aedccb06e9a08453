import { randomUUID } from 'node:crypto';
import { type EventDraft, eventKind } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { workerPrincipal } from '@kamkor/principal';
import { aPrincipal } from '@kamkor/testing';
import { lawOf } from '../law.js';
import {
  DOCUMENT_HELP_ACTIONS,
  DOCUMENT_HELP_STATES,
  type DocumentHelpState,
  helpAfter,
} from '../rules/document-help/states.js';
import { clock, NOW, Registry, registrar } from '../testing/registry.js';
import { onParentDocumentLacking } from './on-parent-document-lacking.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(async () => {
  expect(registry.graph.unexpected).toEqual([]);
  await registry.close();
});

type Lacking = EventDraft<'ParentDocumentLacking'>;
const lacking = (said: Partial<Lacking> = {}): Lacking => ({
  visitId: randomUUID(),
  notificationId: randomUUID(),
  personId: null,
  parentPersonId: randomUUID(),
  parent: 'MOTHER',
  document: 'PASSPORT',
  territory: 'KG-C-03',
  foundAt: '2024-06-02T05:00:00Z',
  withheld: false,
  ...said,
});

async function find(...said: Lacking[]) {
  const kind = eventKind('ParentDocumentLacking');
  const events = said.map((draft, index) => ({
    id: randomUUID(),
    type: kind.type,
    typeVersion: 1,
    producer: 'births',
    subjectType: 'OutreachVisit',
    subjectId: draft.visitId,
    subjectVersion: index + 1,
    occurredAt: NOW.toString(),
    payload: kind.write(draft),
  })) as ReadEvent<ReturnType<typeof kind.write>>[];
  const law = lawOf({ KAMKOR_PROFILE: 'KG' });
  await registry.database.asPrincipal(workerPrincipal('civil-registry'), () => onParentDocumentLacking(events, law), {
    role: 'worker',
    clock,
    operation: 'event:ParentDocumentLacking',
  });
}

const rows = (notificationId: string) =>
  registry.database.admin<{ id: string; version: number; state: string }>(
    'SELECT * FROM document_help_request WHERE notification_id = $1 ORDER BY parent, document, opened_at',
    [notificationId],
  );

const EXTRA = { recordDocumentNotPossible: { reason: 'FOREIGN_AUTHORITY' } } as Record<string, object>;
const act = (action: string, input: object, as = registrar()) =>
  registry.graph.ask(
    as,
    `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input)
     { id version state dueAt overdueSince endedAt notPossibleReason allowedActions { action allowed } } }`,
    { input: { ...EXTRA[action], ...input } },
  );

async function aRequest(state: DocumentHelpState = 'OPEN', said: Partial<Lacking> = {}) {
  const found = lacking(said);
  await find(found);
  const [row] = await rows(found.notificationId);
  if (state === 'WITHDRAWN') {
    await registry.stand(found.notificationId, { died: true });
    return { documentHelpRequestId: row!.id, version: 2, found };
  }
  const steps = { OPEN: [], IN_PROGRESS: [0], HELPED: [0, 1], NOT_POSSIBLE: [0, 2] } as const;
  let version = 1;
  for (const step of steps[state]) {
    const { errors } = await act(DOCUMENT_HELP_ACTIONS[step]!, { documentHelpRequestId: row!.id, version });
    expect(errors).toBeUndefined();
    version += 1;
  }
  return { documentHelpRequestId: row!.id, version, found };
}

describe.each(DOCUMENT_HELP_STATES)('in state %s', (state) => {
  it.each(DOCUMENT_HELP_ACTIONS)('%s does what the table says', async (action) => {
    const request = await aRequest(state);
    const { documentHelpRequestId, version } = request;
    const { data, errors } = await act(action, { documentHelpRequestId, version });
    const to = helpAfter(state, action);
    if (to) expect(data[action]).toMatchObject({ state: to, version: version + 1 });
    else expect(errors?.[0]?.extensions).toMatchObject({ code: 'TRANSITION_REFUSED', state });
  });
});

it('is one for a visit, parent and document, and one open for a child', async () => {
  const found = lacking();
  const other = { ...found, document: 'MARRIAGE_CERTIFICATE' };
  await find(found, other);
  await find(found);
  await find({ ...found, visitId: randomUUID() });
  const [marriage, passport] = await rows(found.notificationId);
  expect(await rows(found.notificationId)).toHaveLength(2);
  expect([marriage, passport]).toMatchObject([{ document: 'MARRIAGE_CERTIFICATE' }, { document: 'PASSPORT' }]);
  const input = { documentHelpRequestId: passport!.id };
  await act('beginDocumentHelp', { ...input, version: 1 });
  await act('recordDocumentHelped', { ...input, version: 2 });
  await find(found);
  expect(await rows(found.notificationId)).toHaveLength(2);
  await find({ ...found, visitId: randomUUID() });
  expect(await rows(found.notificationId)).toHaveLength(3);
});

it('has a term, which lapses into a mark, and is taken back when the help was in time', async () => {
  const { documentHelpRequestId, found } = await aRequest('IN_PROGRESS');
  // Ten working days after Monday 3 June 2024, over when Wednesday the 19th is over in Bishkek: the 17th was a holiday.
  const [deadline] = await registry.database.admin<{ due: string }>(
    'SELECT due_at::text AS due FROM deadline WHERE subject_id = $1',
    [documentHelpRequestId],
  );
  const due = Temporal.Instant.from(`${deadline!.due.replace(' ', 'T')}:00`);
  await registry.sweep(due);
  const [late] = await rows(found.notificationId);
  expect(late).toMatchObject({ version: 3, overdue_since: expect.anything() });
  const { data } = await act('recordDocumentHelped', { documentHelpRequestId, version: 3 });
  expect(data.recordDocumentHelped).toMatchObject({ state: 'HELPED', dueAt: null, overdueSince: null });
});

it('is worked off by registrars of the territory; visitors see it, each body its own', async () => {
  const open = await aRequest();
  const { documentHelpRequestId: id } = open;
  const hidden = await aRequest('OPEN', { withheld: true });
  const seen = async (role: 'registrar' | 'social-worker' | 'guardianship', territory = 'KG-C-03') => {
    const query = 'query { documentHelpRequests(first: 100, states: [OPEN]) { edges { node { id } } } }';
    const { data } = await registry.graph.ask(aPrincipal({ roles: [role], territory }), query);
    const ids = data.documentHelpRequests.edges.map(({ node }: { node: { id: string } }) => node.id);
    return [id, hidden.documentHelpRequestId].map((one) => ids.includes(one));
  };
  expect(await seen('registrar')).toEqual([true, true]);
  expect(await seen('social-worker')).toEqual([true, false]);
  expect(await seen('guardianship')).toEqual([false, true]);
  expect(await seen('registrar', 'KG-B')).toEqual([false, false]);
  const input = { documentHelpRequestId: id, version: 1 };
  const byVisitor = await act(
    'beginDocumentHelp',
    input,
    aPrincipal({ roles: ['social-worker'], territory: 'KG-C-03' }),
  );
  expect(byVisitor.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  const elsewhere = await act('beginDocumentHelp', input, registrar('KG-B'));
  expect(elsewhere.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.documentHelpRequestId' });
  const stale = await act('beginDocumentHelp', { ...input, version: 9 });
  expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'STALE_VERSION' });
});

it('is found by that it is overdue now', async () => {
  const [late, inTime] = [await aRequest(), await aRequest()];
  await registry.database.admin(`UPDATE document_help_request SET due_at = '2024-06-03T05:00:00Z' WHERE id = $1`, [
    late.documentHelpRequestId,
  ]);
  const query = '{ documentHelpRequests(first: 100, overdue: true) { totalCount edges { node { id } } } }';
  const { data } = await registry.graph.ask(registrar(), query);
  expect(data.documentHelpRequests.edges).toContainEqual({ node: { id: late.documentHelpRequestId } });
  expect(data.documentHelpRequests.edges).not.toContainEqual({ node: { id: inTime.documentHelpRequestId } });
});

it.each([
  ['2024-06-02T04:59:59Z', 'HELPED_BEFORE_FOUND'],
  ['2024-06-03T05:00:01Z', 'HELPED_IN_FUTURE'],
])('refuses help at %s: %s', async (helpedAt, reason) => {
  const { documentHelpRequestId, version } = await aRequest('IN_PROGRESS');
  const { errors } = await act('recordDocumentHelped', { documentHelpRequestId, version, helpedAt });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason, field: 'input.helpedAt' });
});

it('tells the log of a mother nothing of the death of her child, neither of the request nor of its deadline', async () => {
  const { documentHelpRequestId } = await aRequest('WITHDRAWN');
  const entries = await registry.database.admin<{ change: string; withheld: boolean }>(
    `SELECT change, withheld_from_person AS withheld FROM trail_entry WHERE subject_id = $1 AND person IS NOT NULL
     ORDER BY id`,
    [documentHelpRequestId],
  );
  expect(entries.filter(({ withheld }) => !withheld).map(({ change }) => change)).toEqual(['DOCUMENT_HELP_OPENED']);
  expect(entries.map(({ change }) => change)).toContain('DEADLINE_CANCELLED:DOCUMENT_HELP');
});
