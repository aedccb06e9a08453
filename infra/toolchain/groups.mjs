// Suites that share a boot. A spec in a file of its own loads the framework and its service anew, which takes longer
// than most specs do; so `npm test` writes a few files in which each spec is a `describe` (test/setup/grouped-transform.mjs).
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const GROUPED = 'test/.groups';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const FOLDER = join(ROOT, GROUPED);

/** Of which specs a tier consists, and how much source a group of them may have. */
const TIERS = {
  rules: { specs: (file) => !file.endsWith('.db.spec.ts'), bytes: 120_000, home: sharedByLibs },
  service: { specs: (file) => file.endsWith('.db.spec.ts'), bytes: 100_000, home: folderOf },
};

/** Specs of one home may share a process. Two services can't: the registry of graph types is global. */
function folderOf(file) {
  return /^((services|libs|infra)\/[^/]+|gateway|test)\//.exec(file)[1];
}

function sharedByLibs(file) {
  return file.startsWith('libs/') ? 'libs' : folderOf(file);
}

/** Writes the groups of a tier, the largest first by name, in place of those that an earlier run left. Gives its specs. */
export function writeGroups(tier) {
  const { specs, bytes, home } = TIERS[tier];
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) if (name.startsWith(`${tier}-`)) rmSync(join(FOLDER, name));
  const byHome = Object.values(Object.groupBy(allSpecs().filter(specs), home));
  const groups = byHome.flatMap((files) => split(files, bytes)).toSorted((a, b) => b.size - a.size);
  groups.forEach(({ files }, n) => {
    const first = `${tier}-${String(n + 1).padStart(2, '0')}-${home(files[0]).replaceAll('/', '-')}.spec.ts`;
    writeFileSync(join(FOLDER, first), textOf(files.toSorted()));
  });
  return groups.flatMap(({ files }) => files);
}

export const isGrouped = (tier) => tier in TIERS;

function textOf(files) {
  const imports = files.map((file, i) => `import { suite as s${i} } from '${relative(FOLDER, join(ROOT, file))}';`);
  return `${[...imports, ...files.map((file, i) => `describe('${file}', s${i});`)].join('\n')}\n`;
}

/** Each to the group that has least so far, the largest first. */
function split(files, bytes) {
  const sized = files.map((file) => ({ file, size: statSync(join(ROOT, file)).size }));
  const total = sized.reduce((sum, { size }) => sum + size, 0);
  const groups = Array.from({ length: Math.max(1, Math.round(total / bytes)) }, () => ({ size: 0, files: [] }));
  for (const { file, size } of sized.toSorted((a, b) => b.size - a.size)) {
    const least = groups.reduce((a, b) => (b.size < a.size ? b : a));
    least.size += size;
    least.files.push(file);
  }
  return groups;
}

function allSpecs() {
  return ['libs', 'services', 'gateway', 'infra', 'test/pilot', 'test/graph', 'test/documents'].flatMap(specsBelow);
}

/** Not by a recursive `readdir`: it goes into the links between packages, round and round. */
function specsBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : specsBelow(path);
    return entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}
