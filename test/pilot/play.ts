import { moveClock, type RunningSystem, untilSettled } from '@kamkor/local';
import { actingDays, at, STARTS_AT } from './calendar.js';
import { nameProtection } from './following.js';
import type { Graph } from './graph.js';
import type { PilotSize, PlannedChild } from './life.js';
import { Playing } from './playing.js';
import { Stage } from './stage.js';

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
): Promise<Stage> {
  const stage = new Stage(graph);
  const days = actingDays(step);
  const played = new Playing(stage, children, days, () => untilSettled(system.state, PATIENCE_MS));
  await nameProtection(stage);
  let now = STARTS_AT;
  for (const day of days) {
    now = await forward(system, now, at(day, HOUR));
    await played.day(day);
    const { notified, applications, visits, certificates, ...others } = stage.deeds;
    const other = Object.values(others).reduce((sum, count) => sum + count, 0);
    tell(
      `${day}  ${notified} births notified, ${applications} applications, ${visits} visits, ${certificates} certificates, ${other} other deeds`,
    );
  }
  await untilSettled(system.state, PATIENCE_MS);
  return stage;
}

/** The clock is moved by whole minutes, to the first that is not before the instant; gives legal now. */
async function forward(system: RunningSystem, now: Temporal.Instant, to: Temporal.Instant): Promise<Temporal.Instant> {
  const minutes = Math.ceil(to.since(now).total('minutes'));
  if (minutes <= 0) return now;
  return (await moveClock(system, `+${minutes}m`, { patienceMs: PATIENCE_MS })).now;
}
