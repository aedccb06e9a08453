import { backlog } from './backlog.js';
import { PLACES } from './birth-report.js';
import { bornFor, FIRST_DAY, TO } from './calendar.js';
import { Drawing } from './drawing.js';
import { followed } from './followed.js';
import type { PilotSize, PlannedChild } from './life.js';
import {
  apartFromBirth,
  burdened,
  inTime,
  newlyOverdue,
  notifiedTwice,
  OTHER_PLACES,
  openingStock,
  twins,
} from './lives.js';
import { dying, leaving, moving } from './turns.js';

/** Who else there is, for each child who becomes overdue in the period. */
const BESIDE = {
  opening: 0.06,
  waiting: 0.03,
  inTime: 0.6,
  running: 0.15,
  apart: 0.03,
  leaving: 0.03,
  stillborn: 0.01,
};
/** Of those who become overdue: who moves, who is notified twice, who has every trouble, who is one of two twins taken for one. */
const AMONG = { moving: 0.05, twice: 0.04, burdened: 0.02, twins: 0.01 };
const DYING = { share: 0.02, least: 4 };

/** Draws the children of a pilot and all that will happen to them. The same size and seed give the same children. */
export function planPilot(size: PilotSize): PlannedChild[] {
  if (!Number.isInteger(size.overdue) || size.overdue < 1) throw new Error('--overdue takes a whole number above 0');
  if (!Number.isInteger(size.documented) || size.documented < 0 || size.documented > size.overdue) {
    throw new Error('--documented takes a whole number, at most that of --overdue');
  }
  const draw = new Drawing(size);
  const many = (share: number, least = 1) => Math.max(least, Math.round(size.overdue * share));
  const places = OTHER_PLACES(PLACES);
  return [
    ...overdueChildren(draw, size, many),
    ...times(many(BESIDE.opening), () => followed(draw, openingStock(draw, places))),
    ...backlog(draw, many(BESIDE.waiting, 2)),
    ...times(many(BESIDE.inTime), () => inTime(draw, places)),
    ...times(many(BESIDE.running), () => draw.child(draw.day(bornFor(TO).add({ days: 1 }), TO))),
    ...times(many(BESIDE.apart), () => apartFromBirth(draw)),
    ...times(many(BESIDE.leaving), () => leaving(draw)),
    ...times(many(DYING.share, DYING.least), (index) => dying(draw, index)),
    ...times(many(BESIDE.stillborn), () => draw.child(draw.day(FIRST_DAY, TO), { live: false })),
  ];
}

function overdueChildren(draw: Drawing, { overdue, documented }: PilotSize, many: (share: number) => number) {
  const gets = draw.random.shuffled(Array.from({ length: overdue }, (_, index) => index < documented));
  const take = (count: number, live: (gets: boolean) => PlannedChild, surely = false) =>
    gets.splice(0, count).map((one) => followed(draw, live(one), surely));
  return [
    ...take(many(AMONG.moving), (one) => moving(draw, one)),
    ...take(many(AMONG.twice), (one) => notifiedTwice(draw, one, PLACES)),
    ...take(many(AMONG.burdened), (one) => burdened(draw, one), true),
    ...times(Math.min(many(AMONG.twins), Math.floor(gets.length / 2)), () =>
      twins(draw, gets.splice(0, 2) as [boolean, boolean]),
    ).flat(),
    ...take(gets.length, (one) => newlyOverdue(draw, one)),
  ];
}

const times = <One>(count: number, make: (index: number) => One): One[] =>
  Array.from({ length: count }, (_, index) => make(index));
