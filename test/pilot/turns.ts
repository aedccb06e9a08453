import { PLACES } from './birth-report.js';
import { bornFor, FROM, isBefore, overdueDay, TO } from './calendar.js';
import type { Drawing } from './drawing.js';
import type { PlannedChild, PlannedMove } from './life.js';
import { freshChild, newlyOverdue } from './lives.js';
import { deathVisit, findingVisit, movedVisit, visitsOf } from './visits.js';

type Day = Temporal.PlainDate;

/** Overdue, and found to live in another district: the task goes over to the unit there, which documents the child. */
export function moving(draw: Drawing, gets: boolean): PlannedChild {
  const { random } = draw;
  const child = freshChild(draw, 24, { prompt: true });
  const task = draw.taskOf(child);
  const moves = moveOf(draw, child.territory, task);
  if (!moves) return newlyOverdue(draw, gets, child);
  const certifiedOn = gets ? draw.acting(draw.day(moves.acceptedOn, TO)) : undefined;
  const early = isBefore(draw.acting(task), moves.offeredOn) && random.chance(0.6);
  const told = draw.acting(moves.acceptedOn.add({ days: random.between(0, 4) }));
  const first = moves.acceptedOn.add({ days: random.between(1, 6) });
  const visits = [
    ...(early ? [findingVisit(random, { on: task, recordedOn: told })] : []),
    movedVisit(moves.offeredOn),
    ...visitsOf(random, { first, last: certifiedOn ?? TO, apart: false, finding: !early }, draw.days),
  ];
  const on = certifiedOn && draw.day(task, certifiedOn);
  return { ...child, moves, visits, ...(on ? { certifiedOn, application: { on, recordedOn: certifiedOn } } : {}) };
}

/** Undefined where the pilot is too short for it. */
function moveOf(draw: Drawing, from: string, task: Day): PlannedMove | undefined {
  const { random } = draw;
  const places = random.shuffled([...new Set<string>(PLACES)].filter((place) => place !== from));
  const [to, by] = places as [string, string];
  const offeredOn = draw.acting(task.add({ days: random.between(0, 4) }));
  const on = random.chance(0.4) ? draw.after(offeredOn, 1, 3) : undefined;
  const declined = on && isBefore(on, TO) ? { by, on } : undefined;
  const acceptedOn = draw.after(declined?.on ?? offeredOn, 1, 4);
  return acceptedOn && { to, offeredOn, acceptedOn, ...(declined ? { declined } : {}) };
}

/** Overdue when it is given up or taken into care: guardianship goes on, and nobody visits the mother any more. */
export function leaving(draw: Drawing): PlannedChild {
  const { random, days } = draw;
  const child = freshChild(draw, 16, { prompt: true });
  const task = draw.taskOf(child);
  const on = draw.acting(task.add({ days: random.between(4, 16) }));
  const careStatus = random.pick(['RELINQUISHED', 'ABANDONED', 'IN_CARE']);
  const certifiedOn = random.chance(0.5) ? draw.certified(on) : undefined;
  const at = { first: task.add({ days: random.between(0, 3) }), last: on.subtract({ days: 1 }) };
  const before = random.chance(0.8) ? visitsOf(random, { ...at, apart: false }, days) : [];
  const since = { first: on.add({ days: random.between(1, 6) }), last: certifiedOn ?? TO };
  const visits = [...before, ...visitsOf(random, { ...since, apart: true }, days)];
  const application = certifiedOn && { on: certifiedOn, recordedOn: certifiedOn };
  return { ...child, leaves: { on, careStatus }, visits, ...(application ? { certifiedOn, application } : {}) };
}

/** Before its term is over, while it is overdue and visited, told of at a visit, or with its certificate. In this order. */
export function dying(draw: Drawing, index: number): PlannedChild {
  const { random, days } = draw;
  const way = index % 4;
  const child = draw.child(draw.day(bornFor(FROM), bornFor(TO).subtract({ days: 16 })), { prompt: true });
  const task = draw.taskOf(child);
  if (way === 0) return { ...child, death: { on: draw.acting(child.notifiedOn.add({ days: 8 })), atVisit: false } };
  if (way === 3) {
    const certifiedOn = draw.acting(child.born.add({ days: random.between(25, 45) }));
    const on = draw.acting(overdueDay(child.born).add({ days: random.between(1, 10) }));
    const application = { on: certifiedOn, recordedOn: certifiedOn };
    return { ...child, certifiedOn, application, death: { on, atVisit: false } };
  }
  const on = draw.acting(task.add({ days: random.between(4, 14) }));
  const at = { first: task.add({ days: random.between(0, 3) }), last: on.subtract({ days: 1 }) };
  const before = visitsOf(random, { ...at, apart: false }, days);
  const atVisit = way === 2;
  // Of what is told in the moment of the death nobody can say whether it was heard of before.
  const heard = before.filter(({ recordedOn }) => !(atVisit && recordedOn.equals(on)));
  return { ...child, death: { on, atVisit }, visits: atVisit ? [...heard, deathVisit(on)] : heard };
}
