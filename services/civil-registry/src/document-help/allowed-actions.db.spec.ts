import { randomUUID } from 'node:crypto';
import { eventKind } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { workerPrincipal } from '@kamkor/principal';
import { triedAction } from '@kamkor/testing';
import { lawOf } from '../law.js';
import { DOCUMENT_HELP_ACTIONS, type DocumentHelpAction } from '../rules/document-help/states.js';
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

async function act(action: DocumentHelpAction, documentHelpRequestId: string, version: number) {
  const query = `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { id } }`;
  const reason = action === 'recordDocumentNotPossible' ? { reason: 'COURT_NEEDED' } : {};
  const input = { documentHelpRequestId, version, ...reason };
  return (await registry.graph.ask(registrar(), query, { input })).errors?.[0]?.extensions;
}

/** A request of a visit, brought through those actions. */
async function requestAfter(actions: readonly DocumentHelpAction[]): Promise<{ id: string; version: number }> {
  const kind = eventKind('ParentDocumentLacking');
  const said = { visitId: randomUUID(), notificationId: randomUUID(), personId: null, parentPersonId: randomUUID() };
  const payload = kind.write({
    ...said,
    parent: 'MOTHER',
    document: 'PASSPORT',
    territory: 'KG-C-03',
    foundAt: NOW.toString(),
    withheld: false,
  });
  const event = {
    id: randomUUID(),
    type: kind.type,
    typeVersion: 1,
    producer: 'births',
    subjectType: 'OutreachVisit',
    subjectId: said.visitId,
    subjectVersion: 1,
    occurredAt: NOW.toString(),
    payload,
  } as ReadEvent<typeof payload>;
  const hear = () => onParentDocumentLacking([event], lawOf({ KAMKOR_PROFILE: 'KG' }));
  const as = { role: 'worker', clock, operation: 'event:ParentDocumentLacking' } as const;
  await registry.database.asPrincipal(workerPrincipal('civil-registry'), hear, as);
  const [row] = await registry.database.admin<{ id: string }>(
    'SELECT id FROM document_help_request WHERE notification_id = $1',
    [said.notificationId],
  );
  for (const [i, action] of actions.entries()) expect(await act(action, row!.id, i + 1)).toBeUndefined();
  return { id: row!.id, version: actions.length + 1 };
}

const [BEGIN, HELPED, NOT_POSSIBLE] = DOCUMENT_HELP_ACTIONS;

it.each([
  ['OPEN', [], [BEGIN]],
  ['IN_PROGRESS', [BEGIN], [HELPED, NOT_POSSIBLE]],
  ['HELPED', [BEGIN, HELPED], []],
  ['NOT_POSSIBLE', [BEGIN, NOT_POSSIBLE], []],
] as const)(
  'a request that is %s is answered as allowedActions says, naming state and what is allowed',
  async (state, way, allowed) => {
    for (const action of DOCUMENT_HELP_ACTIONS) {
      const { id, version } = await requestAfter(way);
      const record = { type: 'DocumentHelpRequest', id, action };
      const { refused } = await triedAction(registry.graph, registrar(), record, () => act(action, id, version));
      if ((allowed as readonly string[]).includes(action)) expect(refused).toBeUndefined();
      else expect(refused).toMatchObject({ code: 'TRANSITION_REFUSED', state, allowed });
    }
  },
);
