import { type GatewayUnderTest, gatewayUnderTest } from '../testing/gateway-under-test.js';

type Odd = [query: string, variables?: Record<string, unknown>];

/** Valid, or nearly: what matters is that none of it is taken for a fault of ours. */
const ODD: Odd[] = [
  ['{ __typename }'],
  ['mutation { __typename }'],
  ['{ __typename __typename a: __typename }'],
  ['{ statistics @skip(if: true) }'],
  ['{ ... @include(if: false) { statistics } }'],
  ['query($b: Boolean = true) { statistics @include(if: $b) }', { b: null }],
  ['query($b: Boolean = true) { statistics @include(if: $b) }', {}],
  ['query($b: Boolean!) { statistics @include(if: $b) person(id: "1") { id @skip(if: $b) } }', { b: true }],
  ['query($b: Boolean = true) { person(id: "1") { id documentation @skip(if: $b) { state } } }', { b: null }],
  ['{ statistics @include(if: true) @skip(if: false) }'],
  ['{ statistics @deprecated }'],
  ['{ person(id: "1") { ... @defer { familyName } } }'],
  ['query($n: Int = 2) { notifications(first: $n) { totalCount } }', { n: null }],
  ['query($n: Int! = 2) { notifications(first: $n) { totalCount } }', { n: null }],
  ['query($id: ID!) { person(id: $id) { id } }', { id: 7 }],
  ['query($id: ID!) { person(id: $id) { id } }', { id: true }],
  ['query($id: ID!) { person(id: $id) { id } }', { id: [] }],
  ['query($id: ID!) { person(id: $id) { id } }', { id: '', other: 1 }],
  ['{ person(id: "lost") { documentation { state } familyName } }'],
  ['{ person(id: "1") { __typename documentation { __typename } } }'],
  ['{ a: person(id: "1") { documentation { state } } b: person(id: "2") { documentation { dueAt } } }'],
  ['{ person(id: "1") { ...F ...F } } fragment F on Person { id ... on Person { familyName } }'],
  ['{ notifications { nodes { child { id child: documentation { state } } } } }'],
  ['{ notifications(first: 0) { nodes { child { documentation { state } } } } }'],
  ['mutation { a: notifyBirth(facility: "F") { id } b: notifyBirth(facility: "G") { child { familyName } } }'],
  [
    'mutation { notifyBirth(facility: "F") { id } issueCertificate(person: "1", number: "x") { documentation { state } } }',
  ],
  ['mutation { notifyBirth(facility: "") { child { id } } @skip(if: true) }'],
  [
    'mutation($r: [BirthInput!]) { notifyBirth(facility: "F", input: { bornOn: "x", children: $r }) { id } }',
    { r: {} },
  ],
  [
    'query($representations: ID!) { person(id: $representations) { documentation { state } } }',
    { representations: '1' },
  ],
  [
    'query($representations: NonEmptyString) { person(id: "1") { number(of: $representations) documentation { state } } }',
    { representations: 'x' },
  ],
  [
    'query($toString: ID!) { constructor: person(id: $toString) { hasOwnProperty: id toString: familyName } }',
    { toString: '1' },
  ],
  ['query A { statistics } query A { statistics }'],
  ['query($a: Int, $a: Int) { statistics }'],
  ['query($a: Notification) { statistics }'],
  ['{ person(id: "1", id: "2") { id } }'],
  ['{ person(id: """block "quoted" \\u0000 text""") { id } }'],
  ['{ person(id: "😀") { id } }'],
  ['{ __schema { types { name } } }'],
  ['{ __type(name: "constructor") { name } }'],
  ['{ __type(name: "Person") { fields(includeDeprecated: true) { args(includeDeprecated: true) { name } } isOneOf } }'],
  [`{ ${Array.from({ length: 400 }, (_, n) => `a${n}: person(id: "${n}") { documentation { state } }`).join(' ')} }`],
  [`{ person(id: "1") ${'{ ... on Person '.repeat(40)} { id } ${'}'.repeat(40)} }`],
];

describe('an odd query', () => {
  let under: GatewayUnderTest;
  beforeAll(async () => {
    under = await gatewayUnderTest();
  });
  afterAll(() => under.stop());

  it.each(ODD.map(([query, variables]) => [query.slice(0, 90), query, variables] as const))(
    '%s is answered or refused, and never our fault',
    async (_, query, variables) => {
      const { status, body } = await under.ask(query, { variables });
      const codes = (body.errors ?? []).map((error: { extensions: { code: string } }) => error.extensions.code);
      for (const code of codes) expect(code).toBe('BAD_USER_INPUT');
      expect(status).toBe(codes.length > 0 ? 400 : 200);
    },
  );
});
