// The borders between folders. `npm run check` and `npm test` fail when an import crosses one.
const PURE_LIBS = '(time|regulations|identifiers|reference|errors)';
const TESTS = '(\\.spec\\.ts$|/testing/|^test/)';

module.exports = {
  forbidden: [
    {
      name: 'rules-are-pure',
      comment: 'The law is pure functions: no I/O, no framework, nothing but the pure libs and the names of the roles.',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/rules/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^services/$1/src/rules/', `^libs/${PURE_LIBS}/src/`, '^libs/principal/src/'] },
    },
    {
      name: 'pure-libs-stay-pure',
      comment: 'What rules may import must not bring I/O libs in by the back door.',
      severity: 'error',
      from: { path: `^libs/${PURE_LIBS}/src/`, pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: `^libs/${PURE_LIBS}/` },
    },
    {
      name: 'a-database-is-made-of-rules',
      comment: 'What SQL repeats of the law is made from it; of what uses the database, its files know nothing.',
      severity: 'error',
      from: { path: '^services/([^/]+)/database/', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^services/$1/(database|src/rules)/',
          '^libs/[^/]+/database/',
          `^libs/(database|principal|${PURE_LIBS})/src/`,
        ],
      },
    },
    {
      name: 'migrations-are-frozen',
      comment:
        'What was migrated must not change with the code: a migration holds literal SQL and knows types of TypeORM.',
      severity: 'error',
      from: { path: '/migrations/\\d+-' },
      to: { pathNot: '/typeorm/' },
    },
    {
      name: 'migrations-take-types-alone-from-typeorm',
      severity: 'error',
      from: { path: '/migrations/\\d+-' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'services-know-each-other-by-events-and-graph-only',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'libs-know-no-one-above',
      comment: 'Specs as well: the servers that they start come from libs/local-servers.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|gateway|infra|test)/' },
    },
    {
      name: 'gateway-and-infra-start-services-but-import-none',
      severity: 'error',
      from: { path: '^(gateway|infra)/' },
      to: { path: '^services/' },
    },
    {
      name: 'nobody-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { pathNot: ['^libs/testing/', TESTS] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that cannot be found would pass every border.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^test/[.]groups/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
