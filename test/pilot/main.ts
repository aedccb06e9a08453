// npm run pilot [-- --seed 1 --overdue 876 --documented 398]
import { parseArgs } from 'node:util';
import { runCommand } from '@kamkor/local';
import { runPilot } from './run-pilot.js';

const USAGE = `npm run pilot [-- --seed 1 --overdue 876 --documented 398]
Plays the pilot of 2024 on a system of its own and compares the report with what was played; exit code 1 if they differ.
  --seed        other children, the same for the same number
  --overdue     children whose sixty days end between 25 May and 22 July without an application
  --documented  how many of them get their certificates by 22 July
  --step        days between those on which people act; 1 by default`;

const number = (name: string, text: string): number => {
  if (!/^\d{1,7}$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
};

await runCommand(USAGE, async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      overdue: { type: 'string', default: '876' },
      documented: { type: 'string', default: '398' },
      step: { type: 'string', default: '1' },
    },
  });
  const size = {
    seed: number('seed', values.seed),
    overdue: number('overdue', values.overdue),
    documented: number('documented', values.documented),
    step: Math.max(1, number('step', values.step)),
  };
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interrupted.abort(new Error('interrupted; everything was stopped')));
  }
  const began = performance.now();
  const { lines, comparison, deeds, requests } = await runPilot(size, (line) => console.log(line), interrupted.signal);
  const seconds = (performance.now() - began) / 1_000;
  console.log(`\n${lines.join('\n')}\n`);
  console.log(
    `${Object.entries(deeds)
      .map(([name, count]) => `${name} ${count}`)
      .join(' · ')}\n`,
  );
  console.log(`${requests} requests in ${seconds.toFixed(0)} s (seed ${size.seed})`);
  const { differences, fields } = comparison;
  if (differences.length > 0)
    throw new Error(`What the graph says differs from what was played:\n  ${differences.join('\n  ')}`);
  console.log(`Report and work lists are what was played: ${fields} fields compared, none differs.`);
});
