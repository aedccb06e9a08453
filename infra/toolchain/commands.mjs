// What `npm run <command>` runs, with the pinned Node, after the packages are there and everything is built.
const local = (name) => [`infra/local/dist/src/${name}.js`];

export const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  // Processes, databases and queues start and stop in hooks, on machines with other work to do.
  '--testTimeout=90000',
];

/** Arguments for node by command; what the user adds comes after them. */
export const COMMANDS = {
  start: () => local('start'),
  test: () => ['infra/toolchain/test.mjs'],
  build: () => ['infra/toolchain/build.mjs'],
  check: () => ['infra/toolchain/check.mjs'],
  format: () => ['node_modules/@biomejs/biome/bin/biome', 'check', '--write'],
  jest: () => JEST,
  schema: () => local('schema'),
  'new-service': () => local('new-service'),
  token: () => local('token'),
  clock: () => local('clock'),
  events: () => local('events'),
  trail: () => local('trail'),
  pilot: () => ['test/dist/pilot/main.js'],
  journey: () => ['test/journeys/run.mjs'],
  bench: ([name]) => [`test/bench/${name}.mjs`],
};

/** Commands whose first argument chooses the script, and what it may be. */
export const CHOICES = { bench: ['deadlines', 'duplicates', 'family', 'gateway', 'intake', 'verify'] };

/** Commands that need nothing built. */
export const UNBUILT = new Set(['build', 'format']);
