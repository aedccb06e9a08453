// npm test [-- tier …]: the static checks, then every tier or the named ones. The last line is `N passed, N failed[, N skipped]`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { JEST } from './commands.mjs';
import { isGrouped, writeGroups } from './groups.mjs';
import { stage } from './stage.mjs';
import { slowestOf, withoutTests } from './time-spent.mjs';

/** Tiers that work, and those that mostly wait for whole systems to start and for terms to end: the two go side by side. */
const LANES = [
  [
    ['rules', 2],
    ['service', 2],
    ['security', 2],
  ],
  [
    ['journeys', 1],
    ['faults', 1],
  ],
];
const TIERS = LANES.flat();

/** Programs that some tests need; without one these tests are left out, which counts as one skipped. */
const PROGRAMS = [['redis-server', 'queues and faults on Redis']];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !TIERS.some(([tier]) => tier === name));
if (unknown.length > 0) {
  console.error(
    `There is no tier ${unknown.join(', ')}. Usage: npm test [-- ${TIERS.map(([tier]) => tier).join('|')} …]`,
  );
  process.exit(2);
}

const began = performance.now();
const reports = mkdtempSync(join(tmpdir(), 'kamkor-reports-'));
const total = await runChecks();
total.skipped = 0;

for (const [program, what] of PROGRAMS) {
  if (isInstalled(program)) continue;
  console.log(`skipped: ${program} is not installed, so ${what} are not tested`);
  total.skipped++;
}
await Promise.all(
  LANES.map(async (lane) => {
    for (const [tier, workers] of lane.filter(([name]) => chosen.length === 0 || chosen.includes(name))) {
      const { passed, failed, skipped } = await runTier(tier, workers);
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
    }
  }),
);
for (const line of slowestOf(TIERS.map(([tier]) => readReport(tier)))) console.log(line);
rmSync(reports, { recursive: true });

console.log(`in all ${((performance.now() - began) / 1_000).toFixed(0)} s`);
const skipsFail = process.env.CI === 'true' && total.skipped > 0;
if (skipsFail) console.log('Nothing may be skipped when CI=true.');
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || skipsFail ? 1 : 0;

async function runTier(tier, workers) {
  const grouped = isGrouped(tier) ? writeGroups(tier) : [];
  const parallel = workers === 1 ? ['--runInBand'] : [`--maxWorkers=${workers}`];
  const args = [
    ...JEST,
    `--selectProjects=${tier}`,
    '--json',
    `--outputFile=${reportOf(tier)}`,
    '--passWithNoTests',
    '--testSequencer=./test/setup/largest-first.cjs',
    ...parallel,
  ];
  const { code, output, seconds } = await stage(
    args,
    (line) => {
      if (/^(PASS|FAIL) /.test(line)) console.log(`       ${line}`);
    },
    { KAMKOR_GROUPED: '1' },
  );
  const report = readReport(tier);
  const counts = countsIn(report);
  for (const spec of withoutTests(grouped, report)) {
    console.log(`FAILED ${spec}: none of its tests has run`);
    counts.failed++;
  }
  // A suite that can't even be loaded has no tests to fail, and Jest itself may die: neither may look like success.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  const { passed, failed, skipped } = counts;
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${tier}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
  );
  if (code !== 0) console.log(withoutReport(output));
  return counts;
}

function reportOf(tier) {
  return join(reports, `${tier}.json`);
}

function readReport(tier) {
  try {
    return JSON.parse(readFileSync(reportOf(tier), 'utf8'));
  } catch {
    return undefined;
  }
}

function countsIn(report) {
  return {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

function withoutReport(output) {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('{"num') && !line.startsWith('PASS '))
    .join('\n')
    .trimEnd();
}

function isInstalled(program) {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
