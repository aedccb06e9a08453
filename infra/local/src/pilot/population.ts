import { birthReport } from './birth-report.js';
import {
  actingDayFor,
  actingDays,
  bornFor,
  daysFrom,
  earlier,
  FIRST_DAY,
  FROM,
  isBefore,
  later,
  overdueDay,
  TO,
} from './calendar.js';
import type { PilotSize, PlannedApplication, PlannedChild } from './life.js';
import { Random } from './random.js';
import { visitsOf } from './visits.js';

/** Who else there is, for each child who becomes overdue in the period. */
const SHARES = { opening: 0.06, inTime: 0.6, running: 0.15, apart: 0.03, stillborn: 0.01 };

/** Draws the children of a pilot and all that will happen to them. The same size and seed give the same children. */
export function planPilot(size: PilotSize): PlannedChild[] {
  if (!Number.isInteger(size.overdue) || size.overdue < 1) throw new Error('--overdue takes a whole number above 0');
  if (!Number.isInteger(size.documented) || size.documented < 0 || size.documented > size.overdue) {
    throw new Error('--documented takes a whole number, at most that of --overdue');
  }
  return new Drawing(size).all();
}

class Drawing {
  readonly #random: Random;
  readonly #days: readonly Temporal.PlainDate[];
  #number = 0;

  constructor(private readonly size: PilotSize) {
    this.#random = new Random(size.seed);
    this.#days = actingDays(size.step);
  }

  all(): PlannedChild[] {
    const { overdue, documented } = this.size;
    const many = (share: number) => Math.max(1, Math.round(overdue * share));
    const order = this.#random.shuffled(Array.from({ length: overdue }, (_, index) => index < documented));
    return [
      ...order.map((gets) => this.#newlyOverdue(gets)),
      ...times(many(SHARES.opening), () => this.#openingStock()),
      ...times(many(SHARES.inTime), () => this.#inTime()),
      ...times(many(SHARES.running), () => this.#child(this.#born(bornFor(TO).add({ days: 1 }), TO))),
      ...times(many(SHARES.apart), () => this.#apart()),
      ...times(many(SHARES.stillborn), () => this.#child(this.#born(FIRST_DAY, TO), { live: false })),
    ];
  }

  #born(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate {
    return first.add({ days: this.#random.between(0, daysFrom(first, last)) });
  }

  #child(
    born: Temporal.PlainDate,
    said: { careStatus?: string; live?: boolean } & Partial<PlannedChild> = {},
  ): PlannedChild {
    const random = this.#random;
    this.#number += 1;
    // A few hospitals are late, one in fifty by more than the whole term.
    const lateBy = random.chance(0.02) ? random.between(61, 70) : random.chance(0.2) ? random.between(1, 9) : 0;
    const { careStatus, live = true, ...planned } = said;
    const notifiedOn = actingDayFor(
      earlier(later(born.add({ days: lateBy }), FIRST_DAY), TO),
      this.#days,
    ) as Temporal.PlainDate;
    const { report, ...told } = birthReport(random, {
      number: this.#number,
      born,
      live,
      ...(careStatus ? { careStatus } : {}),
    });
    return { ...told, report, born, notifiedOn, live, apart: careStatus !== undefined, visits: [], ...planned };
  }

  /** The day a task is there to be worked on: the child is overdue and the system has heard of it. */
  #taskOf({ born, notifiedOn }: PlannedChild): Temporal.PlainDate {
    return later(overdueDay(born), notifiedOn);
  }

  #newlyOverdue(gets: boolean): PlannedChild {
    const random = this.#random;
    const child = this.#child(this.#born(bornFor(FROM), bornFor(TO)));
    const task = this.#taskOf(child);
    const certifiedOn = gets ? this.#certified(child) : undefined;
    const last = certifiedOn ?? TO;
    const visited = random.chance(gets ? 0.85 : 0.7);
    const first = earlier(task.add({ days: random.between(0, 6) }), last);
    const visits = visited ? visitsOf(random, { first, last, apart: false }, this.#days) : [];
    const late = certifiedOn && { on: this.#born(task, certifiedOn), recordedOn: certifiedOn };
    const application = late ?? (random.chance(0.03) ? this.#takenBack(child) : undefined);
    return { ...child, visits, ...(certifiedOn ? { certifiedOn } : {}), ...(application ? { application } : {}) };
  }

  /** Some weeks after the task at most, and still in the period. */
  #certified(child: PlannedChild): Temporal.PlainDate {
    const within = earlier(this.#taskOf(child).add({ days: this.#random.between(1, 35) }), TO);
    return actingDayFor(within, this.#days) as Temporal.PlainDate;
  }

  /** The family applied and took it back before the term was over: as if it had not applied. */
  #takenBack({ born, notifiedOn }: PlannedChild): PlannedApplication | undefined {
    const recordedOn = actingDayFor(later(born.add({ days: 20 }), notifiedOn), this.#days);
    const withdrawnOn = recordedOn && actingDayFor(recordedOn.add({ days: 1 }), this.#days);
    if (!withdrawnOn || !isBefore(withdrawnOn, overdueDay(born))) return undefined;
    return { on: recordedOn, recordedOn, withdrawnOn };
  }

  #openingStock(): PlannedChild {
    const random = this.#random;
    const child = this.#child(this.#born(FIRST_DAY.subtract({ days: 50 }), bornFor(FROM).subtract({ days: 1 })));
    const task = this.#taskOf(child);
    const certifiedOn = random.chance(0.5) ? actingDayFor(this.#born(task, TO), this.#days) : undefined;
    const last = certifiedOn ?? TO;
    const first = earlier(task.add({ days: random.between(0, 9) }), last);
    const visits = random.chance(0.7) ? visitsOf(random, { first, last, apart: false }, this.#days) : [];
    return {
      ...{ ...child, visits },
      ...(certifiedOn ? { certifiedOn, application: { on: certifiedOn, recordedOn: certifiedOn } } : {}),
    };
  }

  /** Applied within the sixty days; one in eight is written down so late that somebody may have been sent. */
  #inTime(): PlannedChild {
    const random = this.#random;
    const child = this.#child(this.#born(FIRST_DAY, TO.subtract({ days: 20 })));
    const on = earlier(child.born.add({ days: random.between(2, 60) }), TO);
    const known = later(on.add({ days: random.chance(0.125) ? random.between(1, 12) : 0 }), child.notifiedOn);
    const recordedOn = actingDayFor(earlier(known, TO), this.#days) as Temporal.PlainDate;
    const certifiedOn = random.chance(0.8)
      ? actingDayFor(recordedOn.add({ days: random.between(1, 14) }), this.#days)
      : undefined;
    return { ...child, application: { on, recordedOn }, ...(certifiedOn ? { certifiedOn } : {}) };
  }

  #apart(): PlannedChild {
    const random = this.#random;
    const careStatus = random.pick(['RELINQUISHED', 'ABANDONED', 'IN_CARE']);
    const child = this.#child(this.#born(bornFor(FROM), bornFor(TO)), { careStatus });
    const task = this.#taskOf(child);
    const certifiedOn = random.chance(0.5) ? this.#certified(child) : undefined;
    const last = certifiedOn ?? TO;
    const first = earlier(task.add({ days: random.between(0, 6) }), last);
    const visits = random.chance(0.6) ? visitsOf(random, { first, last, apart: true }, this.#days) : [];
    return {
      ...{ ...child, visits },
      ...(certifiedOn ? { certifiedOn, application: { on: certifiedOn, recordedOn: certifiedOn } } : {}),
    };
  }
}

const times = <One>(count: number, make: () => One): One[] => Array.from({ length: count }, make);
