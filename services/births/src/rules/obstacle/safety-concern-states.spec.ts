import { countryProfile } from '@kamkor/reference';
import { RegulationBook } from '@kamkor/regulations';
import { birthsRegulations } from '../regulations.js';
import {
  concernAfter,
  requireConcernAction,
  SAFETY_CONCERN_ACTIONS,
  SAFETY_CONCERN_STATES,
} from './safety-concern-states.js';
import { safetyConcernDueAt } from './safety-concern-term.js';

it('allows exactly these transitions of all that can be written down', () => {
  const all = SAFETY_CONCERN_STATES.flatMap((state) =>
    SAFETY_CONCERN_ACTIONS.map((action) => `${state} ${action} ${concernAfter(state, action)}`),
  );
  expect(all).toEqual([
    'RAISED takeUpSafetyConcern TAKEN_UP',
    'RAISED closeSafetyConcern null',
    'TAKEN_UP takeUpSafetyConcern null',
    'TAKEN_UP closeSafetyConcern CLOSED',
    'CLOSED takeUpSafetyConcern null',
    'CLOSED closeSafetyConcern null',
  ]);
});

it.each([
  ['RAISED', 'closeSafetyConcern', ['takeUpSafetyConcern']],
  ['TAKEN_UP', 'takeUpSafetyConcern', ['closeSafetyConcern']],
  ['CLOSED', 'takeUpSafetyConcern', []],
  ['CLOSED', 'closeSafetyConcern', []],
] as const)('in %s refuses %s with what is allowed instead', (state, action, allowed) => {
  expect(() => requireConcernAction(state, action)).toThrow(
    expect.objectContaining({ code: 'TRANSITION_REFUSED', details: { state, allowed } }),
  );
});

it('is due when the next day is over in Bishkek, a Sunday as well', () => {
  const raisedAt = Temporal.Instant.from('2024-06-01T05:00:00Z');
  const due = safetyConcernDueAt(raisedAt, countryProfile('KG').calendar, new RegulationBook(birthsRegulations));
  expect(due.toString()).toBe('2024-06-02T18:00:00Z');
});
