import { declaredOn } from './backlog.js';
import { actingDayFor, isBefore } from './calendar.js';
import { followUps, review } from './following.js';
import { forEach } from './graph.js';
import type { PlannedChild } from './life.js';
import { notify, RecordFinder } from './notifying.js';
import { apply, certify, certifySibling, takeBack } from './registering.js';
import { reviewsDue } from './reviews.js';
import type { Stage } from './stage.js';
import { placeOf } from './standing.js';
import { declareStart, watchBacklog } from './starting.js';
import { decideSame, decideTwins, stateCare, stateDeath } from './stating.js';
import { answer, assign, offer, takeAlong, visit, visitsOfAll } from './visiting.js';

type Day = Temporal.PlainDate;

/** The days of the pilot, one by one. What another service has to hear of first is waited for, or is done on a later day. */
export class Playing {
  readonly #records: RecordFinder;
  readonly #reviews: ReadonlyMap<string, number>;
  readonly #provinces: readonly string[];

  constructor(
    private readonly stage: Stage,
    private readonly children: readonly PlannedChild[],
    private readonly days: readonly Day[],
    private readonly settled: () => Promise<void>,
  ) {
    this.#records = new RecordFinder(stage);
    this.#reviews = reviewsDue(children, days);
    const places = children.flatMap((child) => [child.territory, placeOf(child)]);
    this.#provinces = [...new Set(places.map((place) => place.split('-').slice(0, 2).join('-')))];
  }

  async day(day: Day): Promise<void> {
    if (day.equals(declaredOn(this.days))) await declareStart(this.stage);
    if (!isBefore(day, declaredOn(this.days))) await watchBacklog(this.stage, this.children, day);
    await this.#reviewed(day);
    await this.#notified(day);
    await this.#takenAlong(day);
    await this.#learnt(day);
    await this.#on(day, ({ application }) => application?.withdrawnOn, takeBack);
    await this.#on(day, ({ assigned }) => assigned?.on, assign);
    await this.#visited(day);
    await this.#on(
      day,
      ({ moves }) => moves?.offeredOn,
      (stage, child) => offer(stage, child, child.moves?.declined?.by ?? (child.moves?.to as string)),
    );
    await forEach(
      this.children.flatMap((child) => followUps(this.stage, child, day)),
      (one) => one(),
    );
    await this.#on(day, ({ application }) => application?.recordedOn, apply);
    await this.#on(day, ({ certifiedOn }) => certifiedOn, certify);
    await this.#on(day, ({ siblingCertifiedOn }) => siblingCertifiedOn, certifySibling);
  }

  /** Does something for each child of whom it is planned for this day; gives for how many. */
  async #on(
    day: Day,
    planned: (child: PlannedChild) => Day | undefined,
    act: (stage: Stage, child: PlannedChild, day: Day) => Promise<unknown>,
  ): Promise<number> {
    const today = this.children.filter((child) => planned(child)?.equals(day));
    await forEach(today, async (child) => void (await act(this.stage, child, day)));
    return today.length;
  }

  async #reviewed(day: Day): Promise<void> {
    const due = this.#reviews.get(day.toString());
    if (due === undefined) return;
    const reviewed = await review(this.stage, this.#provinces);
    if (reviewed !== due)
      this.stage.astonishments.push(`reviews due on ${day}: the graph says ${reviewed}, the pilot counted ${due}`);
  }

  async #takenAlong(day: Day): Promise<void> {
    const going = visitsOfAll(this.children).filter(
      ({ visit: { on, recordedOn } }) => !on.equals(recordedOn) && actingDayFor(on, this.days)?.equals(day),
    );
    await forEach(going, (one) => takeAlong(this.stage, one));
  }

  async #notified(day: Day): Promise<void> {
    const born = [...this.children, ...this.children.flatMap(({ twice }) => twice ?? [])].filter(({ notifiedOn }) =>
      notifiedOn.equals(day),
    );
    if (born.length === 0) return;
    await notify(this.stage, born);
    await this.settled();
    await this.#records.find(born);
  }

  /** What changes who a child is, who sees to it or where: nothing else is done that day before all have heard of it. */
  async #learnt(day: Day): Promise<void> {
    const changes = [
      await this.#on(
        day,
        ({ twice }) => twice?.decidedOn,
        (stage, { number, territory, twice }) =>
          decideSame(stage, number, twice?.number as string, twice?.territory === territory ? territory : 'KG'),
      ),
      await this.#on(
        day,
        ({ takenForTwin }) => takenForTwin?.decidedOn,
        (stage, { number, territory, takenForTwin }) =>
          decideSame(stage, takenForTwin?.of as string, number, territory),
      ),
      await this.#on(
        day,
        ({ takenForTwin }) => takenForTwin?.undoneOn,
        (stage, { number, territory, takenForTwin }) =>
          decideTwins(stage, takenForTwin?.of as string, number, territory),
      ),
      await this.#on(day, ({ leaves }) => leaves?.on, stateCare),
      await this.#on(day, ({ death }) => (death?.atVisit ? undefined : death?.on), stateDeath),
      await this.#on(
        day,
        ({ moves }) => moves?.declined?.on,
        async (stage, child) => {
          await answer(stage, child, child.moves?.declined?.by as string, false);
          await offer(stage, child, child.moves?.to as string);
        },
      ),
      await this.#on(
        day,
        ({ moves }) => moves?.acceptedOn,
        (stage, child) => answer(stage, child, child.moves?.to as string, true),
      ),
    ];
    if (changes.some((count) => count > 0)) await this.settled();
  }

  async #visited(day: Day): Promise<void> {
    const visits = visitsOfAll(this.children).filter(({ visit: { recordedOn } }) => recordedOn.equals(day));
    // The visits of one family one after the other: each reads the task anew.
    const families = Map.groupBy(visits, ({ child }) => child.number);
    await forEach([...families.values()], async (some) => {
      for (const one of some) await visit(this.stage, one);
    });
    const late = visits.filter(({ visit: { on } }) => !actingDayFor(on, this.days)?.equals(day));
    this.stage.deeds.lateVisits += late.length;
    // A sibling has its task with the next sweep, and its clocks count from then.
    if (visits.some(({ visit: { obstacles } }) => obstacles.includes('UNDOCUMENTED_SIBLINGS'))) await this.settled();
  }
}
