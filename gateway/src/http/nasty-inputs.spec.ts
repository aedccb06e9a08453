import { getIntrospectionQuery } from 'graphql';
import { type GatewayUnderTest, type Given, gatewayUnderTest } from '../testing/gateway-under-test.js';

const json = (body: unknown) => JSON.stringify(body);
const query = (text: string, more = {}) => json({ query: text, ...more });
const fragments = Array.from(
  { length: 30 },
  (_, n) => `fragment F${n} on Person { a${n}: familyName ...F${n + 1} ...F${n + 1} }`,
);
const bomb = `{ person(id:"1") { ...F0 } } ${fragments.join(' ')} fragment F30 on Person { id }`;
const birth = 'mutation($b: BirthInput) { notifyBirth(facility: "F", input: $b) { id } }';
const nested = (depth: number, open: string, close: string, core: string) =>
  `${open.repeat(depth)}${core}${close.repeat(depth)}`;
const deepInput = JSON.parse(nested(40, '{"bornOn":"x","children":[', ']}', '')) as unknown;

type Nasty = [name: string, body: string | Uint8Array<ArrayBuffer>, status: number, reason: string];

const NASTY: Nasty[] = [
  ['an empty body', '', 400, 'BODY_NOT_JSON'],
  ['broken JSON', '{"query":', 400, 'BODY_NOT_JSON'],
  ['invalid UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 400, 'BODY_NOT_JSON'],
  ['JSON nested 100,000 deep', nested(100_000, '[', ']', ''), 400, 'ONE_OPERATION_PER_REQUEST'],
  ['a batch', json([{ query: '{ statistics }' }]), 400, 'ONE_OPERATION_PER_REQUEST'],
  ['null', 'null', 400, 'QUERY_MISSING'],
  ['a number', '7', 400, 'QUERY_MISSING'],
  ['no query', '{}', 400, 'QUERY_MISSING'],
  [
    'a persisted query',
    json({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
    400,
    'QUERY_MISSING',
  ],
  ['a query that is no text', json({ query: { kind: 'Document' } }), 400, 'QUERY_MISSING'],
  ['a query of blanks', query('  '), 400, 'QUERY_MISSING'],
  ['a body beyond the limit', query(`{ statistics } #${'x'.repeat(1_100_000)}`), 413, 'BODY_TOO_LARGE'],
  ['text that is no query', query('hello'), 400, 'QUERY_INVALID'],
  ['a null byte in the query', query('{ stat\0istics }'), 400, 'QUERY_INVALID'],
  ['an unknown field', query('{ statistiks }'), 400, 'QUERY_INVALID'],
  ['an unknown argument', query('{ statistics(x: 1) }'), 400, 'QUERY_INVALID'],
  ['an unknown directive', query('{ statistics @nothing }'), 400, 'QUERY_INVALID'],
  ['an unknown fragment', query('{ ...Nothing }'), 400, 'QUERY_INVALID'],
  ['a fragment that spreads itself', query('{ ...F } fragment F on Query { ...F }'), 400, 'QUERY_INVALID'],
  ['only a fragment', query('fragment F on Query { statistics }'), 400, 'QUERY_INVALID'],
  ['a schema definition', query('type Query { a: Int }'), 400, 'QUERY_INVALID'],
  ['a subscription', query('subscription { statistics }'), 400, 'QUERY_INVALID'],
  ['a subgraph entrance', query('{ _entities(representations: []) { __typename } }'), 400, 'QUERY_INVALID'],
  ['another subgraph entrance', query('{ _service { sdl } }'), 400, 'QUERY_INVALID'],
  ['an alias of a reserved name', query('{ __proto__: statistics }'), 400, 'QUERY_INVALID'],
  [
    'a fragment of a reserved name',
    query('{ ...__proto__ } fragment __proto__ on Query { statistics }'),
    400,
    'QUERY_INVALID',
  ],
  ['an unknown operation', query('query A { statistics }', { operationName: 'B' }), 400, 'OPERATION_NAME'],
  [
    'an operation of an inherited name',
    query('query A { statistics }', { operationName: 'constructor' }),
    400,
    'OPERATION_NAME',
  ],
  ['two operations and none chosen', query('query A { statistics } query B { statistics }'), 400, 'OPERATION_NAME'],
  ['an operation name that is no text', query('{ statistics }', { operationName: 7 }), 400, 'OPERATION_NAME'],
  ['variables that are a text', query('{ statistics }', { variables: '{}' }), 400, 'VARIABLES_NOT_AN_OBJECT'],
  ['variables that are a list', query('{ statistics }', { variables: [] }), 400, 'VARIABLES_NOT_AN_OBJECT'],
  ['variables too deep', query(birth, { variables: { b: deepInput } }), 400, 'VARIABLES_NOT_AN_OBJECT'],
  ['a missing variable', query('query($n: Int!) { notifications(first: $n) { totalCount } }'), 400, 'VALUE_MISSING'],
  [
    'a variable of a wrong type',
    query('query($n: Int!) { notifications(first: $n) { totalCount } }', { variables: { n: 'ten' } }),
    400,
    'NOT_A_WHOLE_NUMBER',
  ],
  [
    'a number too large',
    query('query($n: Int!) { notifications(first: $n) { totalCount } }', { variables: { n: 1e99 } }),
    400,
    'NOT_A_WHOLE_NUMBER',
  ],
  ['an unknown part of an input', query(birth, { variables: { b: { bornOn: 'x', sex: 1 } } }), 400, 'FIELD_UNKNOWN'],
  [
    'a prototype in an input',
    `{"query":${json(birth)},"variables":{"b":{"bornOn":"x","__proto__":{"weight":1}}}}`,
    400,
    'FIELD_UNKNOWN',
  ],
  ['a null byte in a variable', query(birth, { variables: { b: { bornOn: 'a\0b' } } }), 400, 'TEXT_NOT_STORABLE'],
  ['a null byte in the name of a variable', query(birth, { variables: { 'b\0': 1 } }), 400, 'TEXT_NOT_STORABLE'],
  [
    'half a character in a variable',
    query(birth, { variables: { b: { bornOn: '\ud83d' } } }),
    400,
    'TEXT_NOT_STORABLE',
  ],
  ['a null byte in a literal', query('mutation { notifyBirth(facility: "\\u0000") { id } }'), 400, 'TEXT_NOT_STORABLE'],
  ['nesting 10,000 deep', query(nested(10_000, '{ a', '}', '')), 400, 'QUERY_TOO_COMPLEX'],
  ['nesting 1,000 deep', query(nested(1_000, '{ a', '}', '{ a }')), 400, 'QUERY_TOO_COMPLEX'],
  ['a list 4,000 deep', query(`{ person(id: ${nested(2_000, '[', ']', '1')}) { id } }`), 400, 'QUERY_TOO_COMPLEX'],
  ['30 fragments that mean a billion fields', query(bomb), 400, 'QUERY_TOO_COMPLEX'],
  [
    '10,000 aliases',
    query(`{ ${Array.from({ length: 10_000 }, (_, n) => `a${n}: statistics`).join(' ')} }`),
    400,
    'QUERY_TOO_COMPLEX',
  ],
  [
    'the schema and data at once',
    query('{ statistics ...S } fragment S on Query { __schema { description } }'),
    400,
    'QUERY_INVALID',
  ],
  [
    'introspection of itself',
    query(`{ __schema { ${nested(4, 'types { fields { type {', '} } }', ' name ')} } }`),
    400,
    'QUERY_INVALID',
  ],
];

describe('what a client should not send', () => {
  let under: GatewayUnderTest;
  beforeAll(async () => {
    under = await gatewayUnderTest();
  });
  afterAll(() => under.stop());

  it.each(NASTY)('%s is refused with a reason', async (_, body, status, reason) => {
    const given = await under.send(body);
    expect(given.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason });
    expect(given.status).toBe(status);
    expect(given.body.data).toBeUndefined();
    expect(given.headers.get('cache-control')).toBe('no-store');
    expect(under.births.seen).toHaveLength(0);
    expect(under.registry.seen).toHaveLength(0);
  });

  it.each<[string, object, string, string]>([
    ['query ($n: Int!) { notifications(first: $n) { totalCount } }', { n: 'ten' }, 'first', 'NOT_A_WHOLE_NUMBER'],
    ['query ($n: Int!) { notifications(first: $n) { totalCount } }', {}, 'first', 'VALUE_MISSING'],
    ['query ($n: Int = 2) { all: notifications(first: $n) { totalCount } }', { n: null }, 'first', 'VALUE_MISSING'],
    [
      'query ($n: Int!) { ...F } fragment F on Query { notifications(first: $n) { totalCount } }',
      {},
      'first',
      'VALUE_MISSING',
    ],
    ['{ notifications(first: "ten") { totalCount } }', {}, 'first', 'NOT_A_WHOLE_NUMBER'],
    ['{ statistics @skip }', {}, 'if', 'VALUE_MISSING'],
    [birth, { b: { bornOn: {} } }, 'input.bornOn', 'NOT_A_TEXT'],
    [birth, { b: { bornOn: 'a\0b' } }, 'input.bornOn', 'TEXT_NOT_STORABLE'],
    [birth, { b: { bornOn: 'x', children: [{ bornOn: '\ud800' }] } }, 'input.children[0].bornOn', 'TEXT_NOT_STORABLE'],
    [birth, { b: {} }, 'input.bornOn', 'VALUE_MISSING'],
    ['mutation { notifyBirth(facility: "F", input: {}) { id } }', {}, 'input.bornOn', 'VALUE_MISSING'],
    ['mutation { notifyBirth(facility: "F", input: {bornOn: 7}) { id } }', {}, 'input.bornOn', 'NOT_A_TEXT'],
    [
      'mutation { notifyBirth(facility: "F", input: {bornOn: "\\u0000"}) { id } }',
      {},
      'input.bornOn',
      'TEXT_NOT_STORABLE',
    ],
    ['mutation { notifyBirth { id } }', {}, 'facility', 'VALUE_MISSING'],
    [
      'mutation ($on: String!) { notifyBirth(facility: "F", input: {bornOn: $on}) { id } }',
      { on: 1 },
      'input.bornOn',
      'NOT_A_TEXT',
    ],
    ['{ person(id: "1") { number(of: "") } }', {}, 'of', 'EMPTY_TEXT'],
    ['query ($text: NonEmptyString) { person(id: "1") { number(of: $text) } }', { text: '' }, 'of', 'EMPTY_TEXT'],
    ['{ statistics(x: 1) }', {}, 'query', 'QUERY_INVALID'],
  ])(
    '%s with %j is refused by the field %s, from the argument down, for %s',
    async (asked, variables, field, reason) => {
      const { body } = await under.send(query(asked, { variables }));
      expect(body.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', reason, field });
    },
  );

  it('a wrong value is refused in the language of the caller, without a word of another', async () => {
    const told = async (language: string) => {
      const { body } = await under.send(query(birth, { variables: { b: { bornOn: 7 } } }), {
        'accept-language': language,
      });
      return body.errors[0].message;
    };
    expect(await told('ky')).toBe('Бул жерде текст күтүлөт.');
    expect(await told('ru')).toBe('Здесь ожидается текст.');
    expect(await told('en')).toBe('A text is expected here.');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/graphql',
    'application/jsonx',
  ])('the content type %s is refused', async (type) => {
    const { status, body } = await under.send(query('{ statistics }'), { 'content-type': type });
    expect(status).toBe(415);
    expect(body.errors[0].extensions.reason).toBe('CONTENT_TYPE');
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('%s of the graph is refused', async (method) => {
    const response = await fetch(`${under.url}/graphql?query={statistics}`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(((await response.json()) as Given['body']).errors[0].extensions.reason).toBe('METHOD');
  });

  it('a key that is no header text is refused', async () => {
    const { status, body } = await under.ask('{ statistics }', { headers: { 'idempotency-key': 'x'.repeat(201) } });
    expect(status).toBe(400);
    expect(body.errors[0].extensions.reason).toBe('HEADER_INVALID');
  });

  it('a text that can’t be stored is left to the owner of its scalar, who may answer for each item of a batch', async () => {
    const asked = 'query($of: NonEmptyString) { person(id: "1") { number(of: $of) } }';
    const { body } = await under.ask(asked, { variables: { of: 'a\0b' } });
    expect(body.data.person.number).toBe('a\0b');
  });

  it('a value that had to be there and is not reads as a record that was not found, never as an empty one', async () => {
    const { body } = await under.ask('{ person(id: "lost") { watched } }');
    expect(body.data).toEqual({ person: null });
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0]).toMatchObject({ path: ['person', 'watched'], extensions: { code: 'NOT_FOUND' } });
    expect(body.extensions).toBeUndefined();
  });

  it('is not what tools ask to learn the schema', async () => {
    const { status, body } = await under.ask(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.__schema.types.map(({ name }: { name: string }) => name)).toContain('Notification');
  });

  it('is told in the language of the caller', async () => {
    const { body } = await under.send('[]', { 'accept-language': 'ky' });
    expect(body.errors[0].message).toBe('Бир сурамда бир гана аракет жөнөтүңүз.');
  });

  it('is not told the names of a schema that may not be asked for', async () => {
    const closed = await gatewayUnderTest({ KAMKOR_INTROSPECTION: 'false' });
    const misspelt = await closed.ask('{ statistiks }');
    expect(misspelt.body.errors[0].message).not.toContain('statistics');
    const asked = await closed.ask('{ __schema { types { name } } }');
    expect(asked.body.errors[0].extensions.reason).toBe('QUERY_INVALID');
    await closed.stop();
    expect((await under.ask('{ __schema { queryType { name } } }')).body.data.__schema.queryType.name).toBe('Query');
  });
});
