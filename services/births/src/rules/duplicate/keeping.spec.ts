import { WATCH_STATES, type WatchState } from '../documentation/watch-states.js';
import { type Keepable, requireKeepable } from './keeping.js';

const a = (said: Partial<Keepable> = {}): Keepable => ({
  notificationId: 'a',
  live: true,
  careStatus: 'WITH_PARENTS',
  watch: 'AWAITING_APPLICATION',
  ...said,
});
const refused = (because: string) =>
  expect.objectContaining({ reason: 'KEEP_THE_OTHER', parameters: expect.objectContaining({ because }) });

it.each([
  ['a stillbirth before a child', a({ live: false, watch: null }), a(), 'LIVE'],
  ['one with its mother before one apart from her', a(), a({ careStatus: 'RELINQUISHED' }), 'CARE_STATUS'],
  ['one nobody applied for before one applied for', a({ watch: 'OVERDUE' }), a({ watch: 'APPLIED' }), 'PROGRESS'],
  ['one watched before one with its certificate', a({ watch: 'APPLIED' }), a({ watch: 'DOCUMENTED' }), 'PROGRESS'],
  ['one nobody watches before one watched', a({ watch: 'CANCELLED' }), a(), 'PROGRESS'],
])('does not keep %s', (_what, kept, closed, because) => {
  expect(() => requireKeepable(kept, closed)).toThrow(refused(because));
  expect(() => requireKeepable(closed, kept)).not.toThrow();
});

it.each(WATCH_STATES.map((watch) => [watch]))('keeps either of two that are %s', (watch: WatchState) => {
  expect(() => requireKeepable(a({ watch }), a({ watch }))).not.toThrow();
});
