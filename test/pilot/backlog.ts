import { bornFor, daysFrom, FROM, isBefore, overdueDay, TO, workingDayFrom } from './calendar.js';
import type { Drawing } from './drawing.js';
import type { PlannedChild } from './life.js';
import { LATER_LIVE } from './lives.js';
import { visitsOf } from './visits.js';

type Day = Temporal.PlainDate;

/** How far ahead a start may be said. */
const AHEAD_DAYS = 60;
const PLACES = [`${LATER_LIVE}-01`, `${LATER_LIVE}-05`];

/** The territory of the pilot that goes live with the period, and how fast its backlog is released. */
export const START = { territory: LATER_LIVE, startsOn: FROM, workers: 1, childrenPerWorker: 1 } as const;

/** The acting day on which its supervisor says so; who falls overdue from then on waits. */
export const declaredOn = (days: readonly Day[]): Day => days.find((day) => daysFrom(day, FROM) <= AHEAD_DAYS) as Day;

/**
 * On which acting day the turn of each comes, the youngest first: one on each working day, or as many days later as the
 * clock stands still. Days that were missed are not made up for.
 */
export function releaseDays(born: readonly Day[], days: readonly Day[]): Map<string, Day> {
  const waiting = [...born].sort(Temporal.PlainDate.compare);
  const released = new Map<string, Day>();
  let next = workingDayFrom(START.startsOn);
  for (const day of days) {
    if (isBefore(day, next)) continue;
    for (const one of waiting.splice(-START.workers * START.childrenPerWorker)) released.set(one.toString(), day);
    next = workingDayFrom(day.add({ days: 1 }));
  }
  return released;
}

/** Children overdue when the territory goes live. No two are of one age, so that it is known whose turn comes first. */
export function backlog(draw: Drawing, count: number): PlannedChild[] {
  const { random } = draw;
  const first = declaredOn(draw.days).add({ days: 1 });
  const many = Math.min(count, daysFrom(first, FROM));
  const overdue = random.shuffled(
    Array.from({ length: daysFrom(first, FROM) }, (_, index) => first.add({ days: index })),
  );
  const children = overdue.slice(0, many).map((day) => draw.child(bornFor(day), { places: PLACES, prompt: true }));
  const turns = releaseDays(
    children.map(({ born }) => born),
    draw.days,
  );
  return children.map((child) => {
    const releasedOn = turns.get(child.born.toString());
    if (!releasedOn) return { ...child, waits: {} };
    const certifiedOn = random.chance(0.4) ? draw.certified(releasedOn) : undefined;
    const span = { first: releasedOn.add({ days: random.between(0, 5) }), last: certifiedOn ?? TO };
    const visits = visitsOf(random, { ...span, apart: false }, draw.days);
    const application = certifiedOn && { on: certifiedOn, recordedOn: certifiedOn };
    return { ...child, waits: { releasedOn }, visits, ...(application ? { certifiedOn, application } : {}) };
  });
}

/** How the backlog has to stand on an acting day, once the clock has come to it. */
export function backlogOn(children: readonly PlannedChild[], day: Day): { waiting: number; released: number } {
  const backlog = children.filter(({ waits, born }) => waits && !isBefore(day, overdueDay(born)));
  const released = backlog.filter(({ waits }) => waits?.releasedOn && !isBefore(day, waits.releasedOn)).length;
  return { waiting: backlog.length - released, released };
}
