import { actingDayFor, daysFrom, isBefore, TO } from './calendar.js';
import type { PlannedVisit } from './life.js';
import type { Random } from './random.js';

const REASONS = [
  ...['DID_NOT_KNOW', 'DID_NOT_KNOW', 'NO_DOCUMENTS', 'NO_DOCUMENTS', 'TOO_FAR', 'ILLNESS', 'AWAY', 'DISAGREEMENT'],
  ...['NOT_SAID', 'OTHER'],
] as const;
const CIRCUMSTANCES = ['POVERTY', 'NO_HOUSING', 'ILLNESS', 'DISABILITY', 'PARENT_ABSENT'] as const;
const DOCUMENTS = ['PASSPORT', 'PASSPORT_EXPIRED', 'MARRIAGE_CERTIFICATE', 'RESIDENCE_REGISTRATION'] as const;

/** Every obstacle that this pilot can find. The graph is asked whether it has others. */
export const FOUND_OBSTACLES = ['HARD_LIFE_SITUATION', 'UNDOCUMENTED_SIBLINGS', 'PARENT_LACKS_DOCUMENT'] as const;

interface Found {
  readonly obstacles: string[];
  readonly details: Record<string, unknown>;
}

function findings(random: Random, on: Temporal.PlainDate): Found {
  const obstacles: string[] = [];
  const details: Record<string, unknown> = {};
  if (random.chance(0.15)) {
    obstacles.push('HARD_LIFE_SITUATION');
    Object.assign(details, { circumstances: [random.pick(CIRCUMSTANCES)], familyKnows: random.chance(0.8) });
  }
  if (random.chance(0.2)) {
    obstacles.push('PARENT_LACKS_DOCUMENT');
    details.lackedDocuments = [{ parent: random.pick(['MOTHER', 'FATHER']), document: random.pick(DOCUMENTS) }];
  }
  if (random.chance(0.08)) {
    obstacles.push('UNDOCUMENTED_SIBLINGS');
    const birthDate = on.subtract({ months: random.between(14, 90) }).toString();
    details.undocumentedSiblings = [{ birthDate, sex: random.pick(['FEMALE', 'MALE']) }];
  }
  if (random.chance(0.02)) details.safetyConcern = { grounds: [random.pick(['VIOLENCE', 'NEGLECT'])] };
  return { obstacles, details };
}

/** How many visits are recorded with their own time once the network is back, which is after the certificate where one comes. */
const OFFLINE = 0.2;

function backOnline(random: Random, on: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate {
  if (!random.chance(OFFLINE)) return on;
  return last.equals(TO) ? on.add({ days: random.between(3, 14) }) : last.add({ days: random.between(1, 5) });
}

/** A visit at which somebody was met, and what it found. */
export const findingVisit = (
  random: Random,
  { on, recordedOn }: Pick<PlannedVisit, 'on' | 'recordedOn'>,
): PlannedVisit => ({
  ...{ on, recordedOn, ...findings(random, on) },
  ...{ outcome: 'PROMISED', metWith: ['MOTHER'], reasons: [random.pick(REASONS)] },
});

/** A visit that finds all at once; the family knows what is done about it. */
export const heavyVisit = (random: Random, on: Temporal.PlainDate, recordedOn: Temporal.PlainDate): PlannedVisit => ({
  ...{ on, recordedOn, outcome: 'PROMISED', metWith: ['MOTHER'], reasons: ['NO_DOCUMENTS'] },
  obstacles: [...FOUND_OBSTACLES],
  details: {
    ...{ circumstances: [random.pick(CIRCUMSTANCES)], familyKnows: true },
    lackedDocuments: [{ parent: 'MOTHER', document: random.pick(DOCUMENTS) }],
    undocumentedSiblings: [{ birthDate: on.subtract({ months: random.between(14, 90) }).toString(), sex: 'FEMALE' }],
    safetyConcern: { grounds: ['VIOLENCE'] },
  },
});

/** A visit that finds nobody but a neighbour: the family lives elsewhere. */
export const movedVisit = (on: Temporal.PlainDate): PlannedVisit => ({
  ...{ on, recordedOn: on, outcome: 'MOVED', metWith: ['NEIGHBOUR'], reasons: ['AWAY'] },
  ...{ obstacles: [], details: {} },
});

/** A visit that is told of the child's death. */
export const deathVisit = (on: Temporal.PlainDate): PlannedVisit => ({
  ...{ on, recordedOn: on, outcome: 'CHILD_DIED', metWith: ['OTHER_RELATIVE'], reasons: [] },
  ...{ obstacles: [], details: {} },
});

interface Visited {
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly apart: boolean;
  /** Whether the visitor may be without a network. */
  readonly offline?: boolean;
  /** Whether the first visit finds what else there is. */
  readonly finding?: boolean;
}

/** Visits from a first day on, about weekly, until a last one; siblings and what else is found are told once. */
export function visitsOf(
  random: Random,
  { first, last, apart, offline = true, finding = !apart }: Visited,
  days: readonly Temporal.PlainDate[],
): PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  for (let on = first; !isBefore(last, on) && visits.length < 3; on = on.add({ days: random.between(6, 20) })) {
    const told = offline ? backOnline(random, on, last) : on;
    const recordedOn = actingDayFor(told, days);
    if (!recordedOn || (told.equals(on) && isBefore(last, recordedOn))) break;
    const notFound = visits.length === 0 && random.chance(0.1);
    const found = visits.length === 0 && !notFound && finding ? findings(random, on) : { obstacles: [], details: {} };
    visits.push({
      ...{ on, recordedOn, ...found },
      outcome: notFound ? 'NOT_FOUND' : random.pick(['PROMISED', 'PROMISED', 'PROMISED', 'REFUSED', 'CHILD_ELSEWHERE']),
      metWith: notFound ? [] : [apart ? 'FACILITY_STAFF' : random.pick(['MOTHER', 'FATHER', 'OTHER_RELATIVE'])],
      reasons: notFound ? [] : [...new Set([random.pick(REASONS), random.pick(REASONS)])],
    });
    if (random.chance(0.4) && daysFrom(on, TO) > 3) break;
  }
  return visits;
}
