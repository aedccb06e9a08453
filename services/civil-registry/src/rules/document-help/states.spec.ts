import { DOCUMENT_HELP_ACTIONS, DOCUMENT_HELP_STATES, helpActionsIn, helpAfter } from './states.js';

it('allows exactly these transitions of all that can be written down', () => {
  const all = DOCUMENT_HELP_STATES.flatMap((state) =>
    DOCUMENT_HELP_ACTIONS.map((action) => `${state} ${action} ${helpAfter(state, action)}`),
  );
  expect(all).toHaveLength(15);
  expect(all.filter((transition) => !transition.endsWith('null'))).toEqual([
    'OPEN beginDocumentHelp IN_PROGRESS',
    'IN_PROGRESS recordDocumentHelped HELPED',
    'IN_PROGRESS recordDocumentNotPossible NOT_POSSIBLE',
  ]);
});

it('names what is allowed', () => {
  expect(helpActionsIn('IN_PROGRESS')).toEqual(['recordDocumentHelped', 'recordDocumentNotPossible']);
  expect(helpActionsIn('HELPED')).toEqual([]);
});
