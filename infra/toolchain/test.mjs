// npm test [-- tier …]: the static checks, then every tier or the named ones. The last line is `N passed, N failed[, N skipped]`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { JEST } from './commands.mjs';
import { stage } from './stage.mjs';

/** Tiers that start whole systems run their suites one after the other. */
const TIERS = [
  ['rules', 2],
  ['service', 2],
  ['security', 2],
  ['journeys', 1],
  ['faults', 1],
];

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

const reports = mkdtempSync(join(tmpdir(), 'kamkor-reports-'));
const total = await runChecks();
total.skipped = 0;

for (const [program, what] of PROGRAMS) {
  if (isInstalled(program)) continue;
  console.log(`skipped: ${program} is not installed, so ${what} are not tested`);
  total.skipped++;
}
for (const [tier, workers] of TIERS.filter(([name]) => chosen.length === 0 || chosen.includes(name))) {
  const { passed, failed, skipped } = await runTier(tier, workers);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
rmSync(reports, { recursive: true });

const skipsFail = process.env.CI === 'true' && total.skipped > 0;
if (skipsFail) console.log('Nothing may be skipped when CI=true.');
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || skipsFail ? 1 : 0;

async function runTier(tier, workers) {
  const report = join(reports, `${tier}.json`);
  const parallel = workers === 1 ? ['--runInBand'] : [`--maxWorkers=${workers}`];
  const args = [
    ...JEST,
    `--selectProjects=${tier}`,
    '--json',
    `--outputFile=${report}`,
    '--passWithNoTests',
    ...parallel,
  ];
  const { code, output, seconds } = await stage(args, (line) => {
    if (/^(PASS|FAIL) /.test(line)) console.log(`       ${line}`);
  });
  const counts = countsIn(report);
  // A suite that can't even be loaded has no tests to fail, and Jest itself may die: neither may look like success.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  const { passed, failed, skipped } = counts;
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${tier}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
  );
  if (code !== 0) console.log(withoutReport(output));
  return counts;
}

function countsIn(report) {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
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
