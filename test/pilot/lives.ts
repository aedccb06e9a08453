import { secondReport, twinReport } from './birth-report.js';
import { bornFor, earlier, FIRST_DAY, FROM, isBefore, later, overdueDay, TO } from './calendar.js';
import type { Drawing } from './drawing.js';
import type { PlannedApplication, PlannedChild, PlannedVisit } from './life.js';
import { heavyVisit, visitsOf } from './visits.js';

type Day = Temporal.PlainDate;

/** Where opening stock waits until the territory goes live; see `backlog.ts`. */
export const LATER_LIVE = 'KG-J';
export const OTHER_PLACES = (places: readonly string[]): string[] =>
  places.filter((place) => !place.startsWith(LATER_LIVE));

/** The application that the certificate follows from, learnt with it. */
const documentedBy = (certifiedOn: Day | undefined, on: Day | undefined = certifiedOn): Partial<PlannedChild> =>
  certifiedOn ? { certifiedOn, application: { on: on as Day, recordedOn: certifiedOn } } : {};

export function newlyOverdue(draw: Drawing, gets: boolean, child = freshChild(draw)): PlannedChild {
  const { random, days } = draw;
  const task = draw.taskOf(child);
  const certifiedOn = gets ? draw.certified(task) : undefined;
  const last = certifiedOn ?? TO;
  const visited = random.chance(gets ? 0.85 : 0.7);
  const first = earlier(task.add({ days: random.between(0, 6) }), last);
  const visits = visited ? visitsOf(random, { first, last, apart: false }, days) : [];
  const takenBack = !gets && random.chance(0.03) ? takenBackInTime(draw, child) : undefined;
  return {
    ...{ ...child, visits },
    ...(certifiedOn ? documentedBy(certifiedOn, draw.day(task, certifiedOn)) : {}),
    ...(takenBack ? { application: takenBack } : {}),
  };
}

export const freshChild = (draw: Drawing, roomDays = 0, said: Parameters<Drawing['child']>[1] = {}): PlannedChild =>
  draw.child(draw.day(bornFor(FROM), bornFor(TO).subtract({ days: roomDays })), said);

/** The family applied and took it back before the term was over: as if it had not applied. */
function takenBackInTime({ days }: Drawing, { born, notifiedOn }: PlannedChild): PlannedApplication | undefined {
  const recordedOn = days.find((day) => !isBefore(day, later(born.add({ days: 20 }), notifiedOn)));
  const withdrawnOn = recordedOn && days.find((day) => isBefore(recordedOn, day));
  if (!withdrawnOn || !isBefore(withdrawnOn, overdueDay(born))) return undefined;
  return { on: recordedOn, recordedOn, withdrawnOn };
}

/** Overdue, and soon after visited in a family that has every trouble at once. */
export function burdened(draw: Drawing, gets: boolean): PlannedChild {
  const child = freshChild(draw, 40, { prompt: true });
  const on = draw.acting(draw.taskOf(child));
  const visits = [heavyVisit(draw.random, on, on)];
  return { ...child, visits, ...documentedBy(gets ? draw.certified(on) : undefined) };
}

/** Notified by two facilities; what both of them began is one life from the decision on. */
export function notifiedTwice(draw: Drawing, gets: boolean, places: readonly string[]): PlannedChild {
  const { random } = draw;
  const child = freshChild(draw, 20, { identified: true, prompt: true });
  const overdue = overdueDay(child.born);
  const second = secondReport(random, child as never, draw.number(), places);
  const notifiedOn = draw.acting(child.notifiedOn.add({ days: random.between(0, 9) }));
  const decidedOn = draw.acting(later(notifiedOn.add({ days: 1 }), overdue.add({ days: random.between(-25, 14) })));
  const visitedOn = draw.acting(overdue);
  const visits = isBefore(visitedOn, decidedOn) && random.chance(0.8) ? [plainVisit(overdue, visitedOn)] : [];
  return { ...newlyOverdue(draw, gets, child), twice: { ...second, notifiedOn, decidedOn, visits } };
}

const plainVisit = (on: Day, recordedOn: Day): PlannedVisit => ({
  ...{ on, recordedOn, outcome: 'PROMISED', metWith: ['FATHER'], reasons: ['DID_NOT_KNOW'] },
  ...{ obstacles: [], details: {} },
});

/** Twins of whom nobody wrote that they are two: one is closed as the duplicate of the other until that is taken back. */
export function twins(draw: Drawing, gets: readonly [boolean, boolean]): PlannedChild[] {
  const { random } = draw;
  const one = freshChild(draw, 20, { identified: true, prompt: true });
  const other = { ...one, ...twinReport(random, one as never, draw.number()) };
  const overdue = overdueDay(one.born);
  const decidedOn = draw.acting(later(one.notifiedOn.add({ days: 1 }), overdue.add({ days: random.between(-10, 12) })));
  const undoneOn = draw.acting(decidedOn.add({ days: random.between(1, 6) }));
  const apartFromThat = ({ on, recordedOn }: PlannedVisit) =>
    isBefore(recordedOn, decidedOn) || !isBefore(on, undoneOn);
  const lives = [one, other].map((child, index): PlannedChild => {
    const certifiedOn = gets[index] ? draw.certified(later(overdue, undoneOn)) : undefined;
    const span = { first: overdue.add({ days: random.between(0, 4) }), last: certifiedOn ?? TO };
    const visits = visitsOf(random, { ...span, apart: false, offline: false }, draw.days).filter(apartFromThat);
    return { ...child, visits, ...documentedBy(certifiedOn) };
  });
  const [kept, closed] = lives as [PlannedChild, PlannedChild];
  return [kept, { ...closed, takenForTwin: { of: kept.number, decidedOn, undoneOn } }];
}

export function openingStock(draw: Drawing, places: readonly string[]): PlannedChild {
  const { random } = draw;
  const born = draw.day(FIRST_DAY.subtract({ days: 50 }), bornFor(FROM).subtract({ days: 1 }));
  const child = draw.child(born, { places });
  const task = draw.taskOf(child);
  const certifiedOn = random.chance(0.5) ? draw.acting(draw.day(task, TO)) : undefined;
  const last = certifiedOn ?? TO;
  const first = earlier(task.add({ days: random.between(0, 9) }), last);
  const visits = random.chance(0.7) ? visitsOf(random, { first, last, apart: false }, draw.days) : [];
  return { ...child, visits, ...documentedBy(certifiedOn) };
}

/** Applied within the sixty days; one in eight is written down so late that somebody may have been sent. */
export function inTime(draw: Drawing, places: readonly string[]): PlannedChild {
  const { random } = draw;
  const child = draw.child(draw.day(FIRST_DAY, TO.subtract({ days: 20 })), { places });
  const on = earlier(child.born.add({ days: random.between(2, 60) }), TO);
  const known = later(on.add({ days: random.chance(0.125) ? random.between(1, 12) : 0 }), child.notifiedOn);
  const recordedOn = draw.acting(known);
  const certifiedOn = random.chance(0.8) ? draw.after(recordedOn, 1, 14) : undefined;
  return { ...child, application: { on, recordedOn }, ...(certifiedOn ? { certifiedOn } : {}) };
}

export function apartFromBirth(draw: Drawing): PlannedChild {
  const { random } = draw;
  const careStatus = random.pick(['RELINQUISHED', 'ABANDONED', 'IN_CARE']);
  const child = freshChild(draw, 0, { careStatus });
  const task = draw.taskOf(child);
  const certifiedOn = random.chance(0.5) ? draw.certified(task) : undefined;
  const last = certifiedOn ?? TO;
  const first = earlier(task.add({ days: random.between(0, 6) }), last);
  const visits = random.chance(0.6) ? visitsOf(random, { first, last, apart: true }, draw.days) : [];
  return { ...child, visits, ...documentedBy(certifiedOn) };
}
