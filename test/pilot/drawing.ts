import { birthReport } from './birth-report.js';
import { actingDayFor, actingDays, daysFrom, earlier, FIRST_DAY, later, overdueDay, TO } from './calendar.js';
import type { PilotSize, PlannedChild } from './life.js';
import { Random } from './random.js';

type Day = Temporal.PlainDate;

interface Told {
  readonly careStatus?: string;
  readonly live?: boolean;
  readonly identified?: boolean;
  readonly places?: readonly string[];
  /** The hospital tells of it at once. */
  readonly prompt?: boolean;
}

/** Draws children and days; what becomes of them is drawn in `lives.ts`. */
export class Drawing {
  readonly random: Random;
  readonly days: readonly Day[];
  #number = 0;

  constructor({ seed, step }: PilotSize) {
    this.random = new Random(seed);
    this.days = actingDays(step);
  }

  /** The running number of a notification. */
  number(): number {
    this.#number += 1;
    return this.#number;
  }

  day(first: Day, last: Day): Day {
    return first.add({ days: this.random.between(0, Math.max(0, daysFrom(first, last))) });
  }

  /** The acting day on which something that is due on a date happens; on the last one at the latest. */
  acting(date: Day): Day {
    return actingDayFor(earlier(date, TO), this.days) as Day;
  }

  /** An acting day some days after another one; undefined where the pilot is over by then. */
  after(day: Day, least: number, most: number): Day | undefined {
    return actingDayFor(day.add({ days: this.random.between(least, most) }), this.days);
  }

  child(born: Day, { careStatus, live = true, identified = false, places, prompt = false }: Told = {}): PlannedChild {
    const { random } = this;
    // A few hospitals are late, one in fifty by more than the whole term.
    const lateBy = prompt
      ? 0
      : random.chance(0.02)
        ? random.between(61, 70)
        : random.chance(0.2)
          ? random.between(1, 9)
          : 0;
    const told = birthReport(random, {
      ...{ number: this.number(), born, live, identified },
      ...(careStatus ? { careStatus } : {}),
      ...(places ? { places } : {}),
    });
    const notifiedOn = this.acting(later(born.add({ days: lateBy }), FIRST_DAY));
    return { ...told, born, notifiedOn, live, apart: careStatus !== undefined, visits: [] };
  }

  /** The day a task is there to be worked on: the child is overdue and the system has heard of it. */
  taskOf({ born, notifiedOn }: Pick<PlannedChild, 'born' | 'notifiedOn'>): Day {
    return later(overdueDay(born), notifiedOn);
  }

  /** Some weeks after a day at most, and still in the period. */
  certified(since: Day): Day {
    return this.acting(since.add({ days: this.random.between(1, 35) }));
  }
}
