// Three tiers and the faults; each is a Jest project: `npm run jest -- --selectProjects rules`.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GROUPED } from './infra/toolchain/groups.mjs';
import { servicesIn } from './infra/toolchain/services.mjs';

const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    target: 'es2023',
    keepClassNames: true,
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** A package's sources in place of what was built of it. */
function packagesIn(group) {
  const folders = readdirSync(join(import.meta.dirname, group));
  const packages = folders.filter((name) => existsSync(join(import.meta.dirname, group, name, 'src/index.ts')));
  return Object.fromEntries(packages.map((name) => [`^@kamkor/${name}$`, `<rootDir>/${group}/${name}/src/index.ts`]));
}

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  moduleNameMapper: {
    ...packagesIn('infra'),
    ...packagesIn('libs'),
    '^@kamkor/gateway$': '<rootDir>/gateway/src/index.ts',
    '^@kamkor/([a-z-]+)/(database|migrations)$': '<rootDir>/libs/$1/$2/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '/.toolchain/', '/.kamkor'],
  setupFiles: ['reflect-metadata'],
};

/** With KAMKOR_GROUPED, as in `npm test`, suites of these tiers share boots (infra/toolchain/groups.mjs). */
const specs = (displayName, testRegex) =>
  process.env.KAMKOR_GROUPED
    ? {
        ...base,
        displayName,
        testRegex: `${GROUPED}/${displayName}-[^/]*\\.spec\\.ts$`,
        transform: { '\\.ts$': ['<rootDir>/test/setup/grouped-transform.mjs', swc] },
      }
    : { ...base, displayName, testRegex, testPathIgnorePatterns: [`/${GROUPED}/`] };

const postgres = {
  globalSetup: '<rootDir>/test/setup/start-postgres.mjs',
  globalTeardown: '<rootDir>/test/setup/stop-postgres.mjs',
};

export default {
  projects: [
    specs('rules', '(libs|services|gateway|infra|test/pilot|test/graph|test/documents)/.*(?<!\\.db)\\.spec\\.ts$'),
    { ...specs('service', '(libs|services|gateway|infra)/.*\\.db\\.spec\\.ts$'), ...postgres },
    ...servicesIn().map((SERVICE) => ({
      ...base,
      ...postgres,
      displayName: 'security',
      testRegex: 'test/security/.*\\.spec\\.ts$',
      globals: { SERVICE },
    })),
    { ...base, displayName: 'journeys', testRegex: 'test/journeys/.*\\.spec\\.ts$' },
    { ...base, displayName: 'faults', testRegex: 'test/faults/.*\\.spec\\.ts$' },
  ],
};
