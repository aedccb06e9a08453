import { refusal, standard } from '@kamkor/errors';
import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { addDays, type LegalCalendar, legalDate } from '@kamkor/time';
import { isInScope } from '../territory.js';

/** How far ahead a start may be planned, for whoever falls overdue until then waits for it. */
export const territoryStartAhead = defineRegulation({
  code: 'births.territory-start-ahead',
  unit: 'days',
  versions: [{ from: '1990-01-01', value: 60, act: 'none found', article: 'none', source: 'default, not law' }],
});

export const TERRITORY_START_STATES = ['PLANNED', 'LIVE', 'WITHDRAWN'] as const;
export type TerritoryStartState = (typeof TERRITORY_START_STATES)[number];

export const TERRITORY_START_ACTIONS = ['adjustBacklogRelease', 'withdrawTerritoryStart'] as const;
export type TerritoryStartAction = (typeof TERRITORY_START_ACTIONS)[number];

/** PLANNED becomes LIVE by the clock. What is live stays so: to take it back would send everybody at once. */
export const TERRITORY_START_TRANSITIONS = {
  PLANNED: { adjustBacklogRelease: 'PLANNED', withdrawTerritoryStart: 'WITHDRAWN' },
  LIVE: { adjustBacklogRelease: 'LIVE' },
  WITHDRAWN: {},
} as const satisfies Record<TerritoryStartState, Partial<Record<TerritoryStartAction, TerritoryStartState>>>;

export interface StartTimes {
  readonly startsAt: Temporal.Instant;
  readonly withdrawnAt: Temporal.Instant | null;
}

export function startStateOf({ startsAt, withdrawnAt }: StartTimes, now: Temporal.Instant): TerritoryStartState {
  if (withdrawnAt !== null) return 'WITHDRAWN';
  return Temporal.Instant.compare(startsAt, now) > 0 ? 'PLANNED' : 'LIVE';
}

export const startAllows = (state: TerritoryStartState, action: TerritoryStartAction): boolean =>
  action in TERRITORY_START_TRANSITIONS[state];

/** Throws TRANSITION_REFUSED naming the state and what is allowed in it. */
export function requireStartAction(state: TerritoryStartState, action: TerritoryStartAction): void {
  if (startAllows(state, action)) return;
  const allowed = TERRITORY_START_ACTIONS.filter((one) => startAllows(state, one));
  throw standard.transitionRefused({ state, allowed }, { action, state, allowed: allowed.length > 0 ? allowed : '–' });
}

export const startsInPast = standard.badInput('STARTS_IN_PAST', {
  ky: 'Аймак бүгүндөн ({today}) мурдагы күндөн баштап ишке кире албайт: буга чейин тапшырмалар дароо ачылган.',
  ru: 'День запуска территории не может быть раньше сегодняшнего ({today}): до него задания открывались сразу.',
  en: 'A territory cannot go live before today ({today}): until now its tasks were opened at once.',
});
export const startsTooFarAhead = standard.badInput('STARTS_TOO_FAR_AHEAD', {
  ky: 'Аймак {latest} күнүнөн кечикпей ишке кирет: ага чейин мөөнөтү өткөн ар бир бала күтүп калат.',
  ru: 'День запуска территории не может быть позже {latest}: до него ждут все дети, чей срок истечёт.',
  en: 'A territory goes live on {latest} at the latest: until then every child that falls overdue waits.',
});
export const territoryNotOwn = refusal('FORBIDDEN', 'TERRITORY_NOT_OWN', {
  ky: 'Аймактын качан ишке кирерин ошол аймактын жетекчиси гана белгилейт.',
  ru: 'Запуск территории назначает только её руководитель.',
  en: 'Only a supervisor of the territory says when it goes live.',
});
export const territoryStarted = refusal('CONFLICT', 'TERRITORY_ALREADY_STARTED', {
  ky: 'Бул аймактын ишке кириши буга чейин белгиленген: {other}, {state}, {startsOn}.',
  ru: 'Запуск этой территории уже назначен: {other}, {state}, {startsOn}.',
  en: 'The start of this territory is recorded already: {other}, {state}, {startsOn}.',
});
export const enclosingStarted = refusal('CONFLICT', 'ENCLOSING_TERRITORY_STARTED', {
  ky: 'Бул аймакты камтыган {other} аймагынын ишке кириши буга чейин белгиленген: {state}, {startsOn}.',
  ru: 'Уже назначен запуск территории {other}, в которую входит эта: {state}, {startsOn}.',
  en: 'The start of {other}, in which this territory lies, is recorded already: {state}, {startsOn}.',
});
export const enclosedStarted = refusal('CONFLICT', 'ENCLOSED_TERRITORY_STARTED', {
  ky: 'Бул аймактын ичиндеги {other} аймагынын ишке кириши буга чейин белгиленген: {state}, {startsOn}.',
  ru: 'Уже назначен запуск территории {other}, входящей в эту: {state}, {startsOn}.',
  en: 'The start of {other}, which lies in this territory, is recorded already: {state}, {startsOn}.',
});

/** Throws STARTS_IN_PAST, STARTS_TOO_FAR_AHEAD. */
export function checkStartsOn(
  startsOn: Temporal.PlainDate,
  now: Temporal.Instant,
  calendar: LegalCalendar,
  book: RegulationBook,
): void {
  const today = legalDate(now, calendar);
  if (Temporal.PlainDate.compare(startsOn, today) < 0) {
    throw startsInPast({ field: 'startsOn' }, { today: today.toString() });
  }
  const latest = addDays(today, book.of(territoryStartAhead).on(today).value);
  if (Temporal.PlainDate.compare(startsOn, latest) > 0) {
    throw startsTooFarAhead({ field: 'startsOn' }, { latest: latest.toString() });
  }
}

/** Throws TERRITORY_NOT_OWN. */
export function requireOwnTerritory(territory: string, root: string | null): void {
  if (!isInScope(territory, root)) throw territoryNotOwn({ field: 'territory' });
}

export interface OtherStart extends StartTimes {
  readonly territory: string;
  readonly startsOn: Temporal.PlainDate;
}

/** The refusal of a start where another one holds for all or part of the territory. */
export function refusedBy(other: OtherStart, territory: string, now: Temporal.Instant): Error {
  const state = startStateOf(other, now);
  const refuse =
    other.territory === territory
      ? territoryStarted
      : isInScope(territory, other.territory)
        ? enclosingStarted
        : enclosedStarted;
  return refuse({ field: 'territory', state }, { other: other.territory, state, startsOn: other.startsOn.toString() });
}
