// What Jest's reports say of single specs, also of those that share a file with others.
import { relative } from 'node:path';
import { ROOT } from './bootstrap.mjs';

const SHOWN = 12;

/** Lines for the specs in which tests took longest, from Jest's reports of the tiers. Hooks and loading are not in it. */
export function slowestOf(reports) {
  const spent = new Map();
  for (const { name, assertionResults } of reports.flatMap((report) => report?.testResults ?? [])) {
    for (const { ancestorTitles, duration } of assertionResults) {
      const spec = ancestorTitles[0]?.endsWith('.spec.ts') ? ancestorTitles[0] : relative(ROOT, name);
      spent.set(spec, (spent.get(spec) ?? 0) + (duration ?? 0));
    }
  }
  const slowest = [...spent].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN);
  return ['slowest specs:', ...slowest.map(([spec, ms]) => `${(ms / 1_000).toFixed(1).padStart(8)} s ${spec}`)];
}

/** Specs of a group of which the report has no test: what was left out must not look like success. */
export function withoutTests(specs, report) {
  const results = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const seen = new Set(results.map(({ ancestorTitles }) => ancestorTitles[0]));
  return specs.filter((spec) => !seen.has(spec));
}
