import { stateAfter, statesChangedBy, WATCH_STATES, WATCH_TRANSITIONS, type WatchFact } from './watch-states.js';

const FACTS: readonly WatchFact[] = ['apply', 'withdrawApplication', 'lapse', 'document', 'cancel'];

describe('the states of a watched child', () => {
  it('change by this table and no other', () => {
    const table = WATCH_STATES.map((state) => FACTS.map((fact) => WATCH_TRANSITIONS[state][fact as never] ?? '–'));
    expect(table).toEqual([
      ['APPLIED', '–', 'OVERDUE', 'DOCUMENTED', 'CANCELLED'],
      ['–', 'AWAITING_APPLICATION', '–', 'DOCUMENTED', 'CANCELLED'],
      ['APPLIED', '–', '–', 'DOCUMENTED', 'CANCELLED'],
      ['–', '–', '–', '–', '–'],
      ['–', '–', '–', '–', '–'],
    ]);
  });

  it('lead by one fact to one state, which set-based changes rely on', () => {
    for (const fact of FACTS) {
      const targets = statesChangedBy(fact).map((state) => WATCH_TRANSITIONS[state][fact as never]);
      expect(new Set(targets)).toEqual(new Set([stateAfter(fact)]));
    }
  });

  it('let a certificate document a child of whom no application was ever heard', () => {
    expect(statesChangedBy('document')).toEqual(['AWAITING_APPLICATION', 'APPLIED', 'OVERDUE']);
  });
});
