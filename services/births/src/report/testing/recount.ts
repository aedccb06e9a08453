import type { Life } from './population.js';

const TERM_DAYS = 60;
const dayOf = (text: string) => Temporal.PlainDate.from(text);
const median = (days: readonly number[]): number | null => {
  const sorted = [...days].sort((one, other) => one - other);
  if (sorted.length === 0) return null;
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/** Counts lives one after the other by their dates, in the plainest way, knowing nothing of watches or SQL. */
export function recount(lives: readonly Life[], root: string, { from, to }: { from: string; to: string }) {
  const within = (date: string | undefined) => date !== undefined && date >= from && date <= to;
  const overdueOn = ({ born }: Life) =>
    dayOf(born)
      .add({ days: TERM_DAYS + 1 })
      .toString();
  const took = ({ born, documented }: Life) => dayOf(born).until(dayOf(documented!), { largestUnit: 'days' }).days;
  const here = lives.filter(({ territory }) => territory === root || territory.startsWith(`${root}-`));
  const appliedOn = ({ applied, documented }: Life) => [applied, documented].filter(Boolean).sort()[0];
  const inTime = (life: Life) => appliedOn(life) !== undefined && appliedOn(life)! < overdueOn(life);
  const late = here.filter((life) => !inTime(life) && overdueOn(life) <= to);
  const stock = (children: readonly Life[]) => {
    const done = children.filter(({ documented }) => within(documented));
    const visited = done.filter(({ visits, documented }) => visits?.some(({ on }) => on <= documented!));
    return {
      children: children.length,
      visited: children.filter(({ visits }) => visits?.some(({ on }) => within(on))).length,
      documentedVisited: visited.length,
      documentedUnvisited: done.length - visited.length,
      stillOpen: children.length - done.length,
      medianDaysToCertificate: median(done.map(took)),
    };
  };
  const documented = here.filter((life) => within(life.documented));
  return {
    notified: here.filter(({ born }) => within(born)).length,
    appliedInTime: here.filter((life) => inTime(life) && within(appliedOn(life))).length,
    termEnded: here.filter((life) => within(overdueOn(life))).length,
    documented: documented.length,
    medianDaysToCertificate: median(documented.map(took)),
    openingStock: stock(
      late.filter((life) => overdueOn(life) < from && !(life.documented !== undefined && life.documented < from)),
    ),
    newlyOverdue: stock(late.filter((life) => overdueOn(life) >= from)),
  };
}
