import { runPilot } from '@kamkor/local';

import.meta.jest.setTimeout(150_000);

it('a small pilot is reported as it was played, field by field', async () => {
  const said: string[] = [];
  // A seed that finds every obstacle, a withdrawn application, a documented child apart from its parents, and one whose
  // only visit is recorded after its certificate.
  const size = { seed: 60, overdue: 20, documented: 9, step: 8 };
  const { report, comparison, lines } = await runPilot(size, (line) => said.push(line));
  expect(comparison.differences).toEqual([]);
  expect(comparison.fields).toBeGreaterThan(300);
  const { children, documentedVisited, documentedUnvisited, stillOpen } = report.figures.newlyOverdue;
  expect([children, documentedVisited + documentedUnvisited, stillOpen]).toEqual([20, 9, 11]);
  expect(said.at(-1)).toMatch(/^2024-07-22 /);
  console.log(lines.join('\n'));
});
