// Three tiers and the faults; each is a Jest project: `npm run jest -- --selectProjects rules`.
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

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  moduleNameMapper: {
    '^@kamkor/(local|identity)$': '<rootDir>/infra/$1/src/index.ts',
    '^@kamkor/(births|civil-registry|social-benefits)$': '<rootDir>/services/$1/src/index.ts',
    '^@kamkor/gateway$': '<rootDir>/gateway/src/index.ts',
    '^@kamkor/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@kamkor/([a-z-]+)/(database|migrations)$': '<rootDir>/libs/$1/$2/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '/.toolchain/', '/.kamkor'],
  setupFiles: ['reflect-metadata'],
};

const postgres = {
  globalSetup: '<rootDir>/test/setup/start-postgres.mjs',
  globalTeardown: '<rootDir>/test/setup/stop-postgres.mjs',
};

export default {
  projects: [
    {
      ...base,
      displayName: 'rules',
      testRegex: '(libs|services|gateway|infra|test/pilot)/.*(?<!\\.db)\\.spec\\.ts$',
    },
    { ...base, ...postgres, displayName: 'service', testRegex: '(libs|services|gateway|infra)/.*\\.db\\.spec\\.ts$' },
    { ...base, ...postgres, displayName: 'security', testRegex: 'test/security/.*\\.spec\\.ts$' },
    { ...base, displayName: 'journeys', testRegex: 'test/journeys/.*\\.spec\\.ts$' },
    { ...base, displayName: 'faults', testRegex: 'test/faults/.*\\.spec\\.ts$' },
  ],
};
