// What can be checked without running anything: npm run check, and the first stages of npm test.
import { fileURLToPath } from 'node:url';
import { stage } from './stage.mjs';

const CHECKS = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--pretty', 'false']],
  [
    'borders',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'libs',
      'services',
      'gateway',
      'infra',
      'test',
    ],
  ],
  ['schemas as committed', ['infra/local/dist/src/schema.js', '--check']],
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off']],
];

/** Runs every check, two at a time, prints a line for each and the output of those that fail. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0 };
  const waiting = [...CHECKS];
  const runNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, args] = next;
      const { code, output, seconds } = await stage(args);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      counts[code === 0 ? 'passed' : 'failed']++;
    }
  };
  await Promise.all([runNext(), runNext()]);
  return counts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await runChecks();
  process.exitCode = failed ? 1 : 0;
}
