import { actingDayFor, daysFrom, isBefore, later, overdueDay } from './calendar.js';
import type { PlannedChild } from './life.js';
import { isInTime, siblingsOf } from './standing.js';

type Day = Temporal.PlainDate;

/** What the programme gives until somebody looks whether visits lead anywhere: by the child's age, or since the last look. */
const REVIEW_AGE = 91;
const REVIEW_EVERY = 31;
/** Supervisors look once a week. */
const LOOKS_EVERY = 7;

/** A task, from the acting day on which it is there to the one on which it ends. */
interface Span {
  readonly born?: Day;
  readonly opened: Day | undefined;
  readonly ended: Day | undefined;
}

/** The acting days on which supervisors review. */
export function reviewDays(days: readonly Day[]): Day[] {
  const looks: Day[] = [];
  for (const day of days) {
    const last = looks.at(-1);
    if (!last || daysFrom(last, day) >= LOOKS_EVERY) looks.push(day);
  }
  return looks;
}

/** What is closed as a duplicate has its task again, a new one, when that is taken back. Second notifications end before a review. */
function spansOf(child: PlannedChild, days: readonly Day[]): Span[] {
  const { live, born, notifiedOn, waits, certifiedOn, death, takenForTwin: twin } = child;
  if (!live || isInTime(child)) return [];
  const opened = waits ? waits.releasedOn : actingDayFor(later(overdueDay(born), notifiedOn), days);
  const ended = [certifiedOn, death?.on].filter((day) => day !== undefined).sort(Temporal.PlainDate.compare)[0];
  if (!twin || !opened || !isBefore(opened, twin.undoneOn)) return [{ born, opened, ended }];
  const again = { born, opened: twin.undoneOn, ended };
  return isBefore(opened, twin.decidedOn) ? [{ born, opened, ended: twin.decidedOn }, again] : [again];
}

/** How many reviews are due on each day on which supervisors look, when they have done those of the days before. */
export function reviewsDue(children: readonly PlannedChild[], days: readonly Day[]): Map<string, number> {
  const spans = children.flatMap((child): Span[] => [
    ...spansOf(child, days),
    ...siblingsOf(child).map(({ recordedOn, certifiedOn }) => ({ opened: recordedOn, ended: certifiedOn })),
  ]);
  const looks = reviewDays(days);
  const due = new Map(looks.map((day) => [day.toString(), 0]));
  for (const span of spans) {
    for (const day of reviewsOf(span, looks)) due.set(day.toString(), (due.get(day.toString()) ?? 0) + 1);
  }
  return due;
}

function reviewsOf({ born, opened, ended }: Span, looks: readonly Day[]): Day[] {
  if (!opened) return [];
  const byAge = born?.add({ days: REVIEW_AGE });
  let due = byAge && isBefore(opened, byAge) ? byAge : opened.add({ days: REVIEW_EVERY });
  const reviewed: Day[] = [];
  for (const day of looks) {
    // A review is the first thing of a day: what ends on it was there to be reviewed.
    if (isBefore(day, due) || (ended && isBefore(ended, day))) continue;
    reviewed.push(day);
    due = day.add({ days: REVIEW_EVERY });
  }
  return reviewed;
}
