import { moveClock, untilSettled } from '../clock/move-clock.js';
import type { RunningSystem } from '../system/running-system.js';
import { apply, certify, findRecords, type KnownChild, notify, takeBack, visit } from './acts.js';
import { actingDays, at, STARTS_AT } from './calendar.js';
import { forEach, type Graph } from './graph.js';
import type { PilotSize, PlannedChild } from './life.js';

const PATIENCE_MS = 120_000;
/** Legal time of an acting day at which people begin; what happened that day before is told then. */
const HOUR = 14;

/** Plays all that was planned, day by day, through the graph. */
export async function play(
  system: RunningSystem,
  graph: Graph,
  children: readonly PlannedChild[],
  { step }: PilotSize,
  tell: (line: string) => void,
): Promise<void> {
  const known = new Map<string, KnownChild>();
  const of = ({ number }: PlannedChild) => known.get(number) as KnownChild;
  const done = { notified: 0, applications: 0, visits: 0, certificates: 0 };
  const settled = () => untilSettled(system.state, PATIENCE_MS);
  let cursor: string | null = null;
  let now = STARTS_AT;

  for (const day of actingDays(step)) {
    now = await forward(system, now, at(day, HOUR));
    const is = (date: Temporal.PlainDate | undefined) => date?.equals(day) ?? false;
    const born = children.filter(({ notifiedOn }) => is(notifiedOn));
    if (born.length > 0) {
      await notify(graph, born, known);
      await settled();
      cursor = await findRecords(graph, known, cursor);
    }
    const taking = children.filter(({ application }) => is(application?.withdrawnOn));
    await forEach(taking, (child) => takeBack(graph, of(child)));
    const visits = children.flatMap((child) =>
      child.visits.filter(({ recordedOn }) => is(recordedOn)).map((one) => ({ child, one })),
    );
    // The visits of one family one after the other: each reads the task anew.
    const families = Map.groupBy(visits, ({ child }) => child.number);
    await forEach([...families.values()], async (some) => {
      for (const { child, one } of some) await visit(graph, of(child), child, one);
    });
    const applying = children.filter(({ application }) => is(application?.recordedOn));
    await forEach(applying, (child) => apply(graph, of(child), child.application?.on as Temporal.PlainDate));
    const certified = children.filter(({ certifiedOn }) => is(certifiedOn));
    await forEach(certified, (child) => certify(graph, of(child)));

    done.notified += born.length;
    done.applications += applying.length;
    done.visits += visits.length;
    done.certificates += certified.length;
    const { notified, applications, visits: visited, certificates } = done;
    tell(
      `${day}  ${notified} births notified, ${applications} applications, ${visited} visits, ${certificates} certificates`,
    );
  }
  await settled();
}

/** The clock is moved by whole minutes, to the first that is not before the instant; gives legal now. */
async function forward(system: RunningSystem, now: Temporal.Instant, to: Temporal.Instant): Promise<Temporal.Instant> {
  const minutes = Math.ceil(to.since(now).total('minutes'));
  if (minutes <= 0) return now;
  return (await moveClock(system, `+${minutes}m`, { patienceMs: PATIENCE_MS })).now;
}
