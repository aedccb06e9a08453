import { lawOf } from '../../law.js';
import {
  checkStartsOn,
  refusedBy,
  requireOwnTerritory,
  requireStartAction,
  startStateOf,
  TERRITORY_START_ACTIONS,
  TERRITORY_START_STATES,
  TERRITORY_START_TRANSITIONS,
} from './territory-start.js';

const { calendar, book } = lawOf({ KAMKOR_PROFILE: 'KG' });
const now = Temporal.Instant.from('2024-05-25T06:00:00Z');
const day = (text: string) => Temporal.PlainDate.from(text);
const refused = (reason: string) => expect.objectContaining({ reason });

it('a start changes by this table and no other', () => {
  expect(TERRITORY_START_STATES.map((state) => TERRITORY_START_TRANSITIONS[state])).toEqual([
    { adjustBacklogRelease: 'PLANNED', withdrawTerritoryStart: 'WITHDRAWN' },
    { adjustBacklogRelease: 'LIVE' },
    {},
  ]);
});

it('what its state does not allow is refused with the state and what is allowed in it', () => {
  for (const state of TERRITORY_START_STATES) {
    const allowed = Object.keys(TERRITORY_START_TRANSITIONS[state]);
    for (const action of TERRITORY_START_ACTIONS) {
      const attempt = () => requireStartAction(state, action);
      if (allowed.includes(action)) expect(attempt).not.toThrow();
      else expect(attempt).toThrow(expect.objectContaining({ details: { state, allowed } }));
    }
  }
});

it('it is live from its instant on, unless it was withdrawn', () => {
  const planned = { startsAt: now.add({ milliseconds: 1 }), withdrawnAt: null };
  expect(startStateOf(planned, now)).toBe('PLANNED');
  expect(startStateOf({ ...planned, startsAt: now }, now)).toBe('LIVE');
  expect(startStateOf({ startsAt: now, withdrawnAt: now }, now)).toBe('WITHDRAWN');
});

it('it begins today or later, and not so far ahead that children wait for long', () => {
  const check = (startsOn: string) => () => checkStartsOn(day(startsOn), now, calendar, book);
  expect(check('2024-05-24')).toThrow(refused('STARTS_IN_PAST'));
  expect(check('2024-05-25')).not.toThrow();
  expect(check('2024-07-24')).not.toThrow();
  expect(check('2024-07-25')).toThrow(refused('STARTS_TOO_FAR_AHEAD'));
});

it('it is said by who is responsible for the territory or one that it lies in', () => {
  expect(() => requireOwnTerritory('KG-C-03', 'KG-C')).not.toThrow();
  expect(() => requireOwnTerritory('KG-C', 'KG-C-03')).toThrow(refused('TERRITORY_NOT_OWN'));
  expect(() => requireOwnTerritory('KG-C-03', null)).toThrow(refused('TERRITORY_NOT_OWN'));
});

it.each([
  ['KG-C-03', 'TERRITORY_ALREADY_STARTED'],
  ['KG-C-03-02', 'ENCLOSING_TERRITORY_STARTED'],
  ['KG-C', 'ENCLOSED_TERRITORY_STARTED'],
])('where KG-C-03 was started, %s is refused: %s', (territory, reason) => {
  const other = { territory: 'KG-C-03', startsOn: day('2024-05-25'), startsAt: now, withdrawnAt: null };
  expect(refusedBy(other, territory, now)).toMatchObject({ reason, details: { field: 'territory', state: 'LIVE' } });
});
