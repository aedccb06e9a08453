import type { PilotSize } from '../pilot/life.js';
import { runPilot } from '../pilot/run-pilot.js';

import.meta.jest.setTimeout(240_000);

// Seeds with all that a pilot plays, and with a documented child apart from its parents, a visit recorded after the
// certificate, and a move that the first unit asked declines.
const SIZES: PilotSize[] = [
  { seed: 17, overdue: 20, documented: 9, step: 8 },
  { seed: 5, overdue: 34, documented: 14, step: 6 },
];

it.each(SIZES)('a small pilot is reported as it was played, field by field: %j', async (size) => {
  const { overdue, documented } = size;
  const said: string[] = [];
  const { report, comparison, deeds, lines } = await runPilot(size, (line) => said.push(line));
  expect(comparison.differences).toEqual([]);
  expect(comparison.fields).toBeGreaterThan(400);
  const { children, documentedVisited, documentedUnvisited, stillOpen } = report.figures.newlyOverdue;
  expect([children, documentedVisited + documentedUnvisited, stillOpen]).toEqual([
    ...[overdue, documented, overdue - documented],
  ]);
  expect(report.figures.siblings.documented).toBeGreaterThan(0);
  expect(report.apartFromParents.newlyOverdue.children).toBeGreaterThan(1);
  // A pilot that leaves something out would be right without it.
  for (const [deed, count] of Object.entries(deeds)) expect([deed, count > 0]).toEqual([deed, true]);
  expect(said.at(-1)).toMatch(/^2024-07-22 /);
  console.log(lines.join('\n'));
});
