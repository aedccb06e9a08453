import { setTimeout as sleep } from 'node:timers/promises';
import { type GatewayUnderTest, gatewayUnderTest } from '../testing/gateway-under-test.js';

it('a service that is a release behind the graph is our fault where it is asked for what it has not', async () => {
  const under = await gatewayUnderTest({}, { birthsRelease: 'earlier' });
  const { body } = await under.ask('{ person(id: "1") { familyName documentation { dueAt } } }');
  expect(body.data).toEqual({ person: { familyName: 'Асанова', documentation: null } });
  expect(body.errors).toEqual([
    {
      ...body.errors[0],
      extensions: { code: 'INTERNAL_SERVER_ERROR', reason: 'UNEXPECTED', request: expect.any(String) },
    },
  ]);
  expect(under.logged.join()).toContain('a subgraph failed');
  await under.stop();
});

describe('a subgraph that fails', () => {
  let under: GatewayUnderTest;
  beforeEach(async () => {
    under = await gatewayUnderTest();
  });
  afterEach(() => under.stop());
  const both = '{ statistics person(id: "1") { familyName } }';

  it('and is down leaves the rest of the answer, and is named in the language of the caller', async () => {
    await under.births.close();
    const { status, body } = await under.ask(both, { headers: { 'accept-language': 'ru' } });
    expect(status).toBe(200);
    expect(body.errors).toEqual([
      {
        message: 'Служба «births» сейчас недоступна; остальные данные выданы.',
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', reason: 'SERVICE_DOWN', service: 'births' },
      },
    ]);
  });

  it('keeps the data of a nullable neighbour', async () => {
    await under.births.close();
    const { body } = await under.ask('{ person(id: "1") { familyName documentation { state } } }');
    expect(body.data).toEqual({ person: { familyName: 'Асанова', documentation: null } });
    expect(body.errors[0].extensions.service).toBe('births');
  });

  it('by a broken connection is asked a read once more', async () => {
    await under.ask('{ statistics }');
    under.births.next = 'reset';
    expect((await under.ask('{ statistics }')).body).toEqual({ data: { statistics: 876 } });
    expect(under.births.seen).toHaveLength(3);
  });

  it('in a mutation is never asked twice; the caller hears that it may have happened', async () => {
    await under.ask('{ statistics }');
    under.births.next = 'reset';
    const { body } = await under.ask('mutation { notifyBirth(facility: "F") { id } }');
    expect(body.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', reason: 'OUTCOME_UNKNOWN' });
    expect(under.births.seen.filter((one) => one.includes('notifyBirth'))).toHaveLength(1);
  });

  it('by silence counts as down after the time allowed', async () => {
    const held = under.births.hold();
    const { body } = await under.ask(both);
    held.release();
    expect(body.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', service: 'births' });
  });

  it('by being frozen costs the time allowed three times, then nothing; it is called again when it lives', async () => {
    const timed = async (query = '{ person(id: "1") { familyName documentation { state } } }') => {
      const began = performance.now();
      const { body } = await under.ask(query);
      return { body, seconds: (performance.now() - began) / 1_000 };
    };
    const ice = under.births.freeze();
    for (const _ of [1, 2, 3]) expect((await timed()).seconds).toBeGreaterThan(0.9);
    const seen = under.births.seen.filter((one) => one.includes('query')).length;
    const fourth = await timed();
    expect(fourth.seconds).toBeLessThan(0.5);
    expect(fourth.body.data.person).toEqual({ familyName: 'Асанова', documentation: null });
    expect(fourth.body.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', service: 'births' });
    const { body } = await timed('mutation { notifyBirth(facility: "F") { id } }');
    expect(body.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', reason: 'SERVICE_DOWN' });
    expect(under.births.seen.filter((one) => one.includes('query'))).toHaveLength(seen);
    ice.thaw();
    const again = performance.now() + 5_000;
    while ((await timed('{ statistics }')).body.errors && performance.now() < again) await sleep(100);
    expect((await under.ask('{ statistics }')).body).toEqual({ data: { statistics: 876 } });
    expect(under.logged.join()).toContain('lives again');
  }, 20_000);

  it('by nonsense is our fault, and the client learns no more than a number', async () => {
    under.births.next = 418;
    const { body, headers } = await under.ask('{ statistics }');
    expect(body.errors[0].extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      reason: 'UNEXPECTED',
      request: headers.get('kamkor-request-id'),
    });
  });

  it('with an error of its own making shows no cause, neither to the client nor in the log', async () => {
    const { body, headers } = await under.ask('mutation { issueCertificate(person: "1", number: "crash") { id } }');
    expect(JSON.stringify(body)).not.toMatch(/duplicate|11505198012345/);
    expect(body.errors[0].extensions).toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      request: headers.get('kamkor-request-id'),
    });
    expect(under.logged.join()).not.toContain('11505198012345');
    expect(under.logged.join()).toContain('a subgraph failed');
  });

  it.each([
    ['reused', 422, 'IDEMPOTENCY_KEY_REUSED'],
    ['running', 409, 'IDEMPOTENCY_KEY_IN_USE'],
    ['refused', 200, 'TRANSITION_REFUSED'],
  ])('by refusing (%s) has its status %i and keeps its published parts', async (number, status, code) => {
    const given = await under.ask(`mutation { issueCertificate(person: "1", number: "${number}") { id } }`);
    expect(given.status).toBe(status);
    expect(given.body.errors[0]).toMatchObject({ path: ['issueCertificate'], extensions: { code } });
    expect(given.body.errors[0].extensions.stack).toBeUndefined();
    if (number === 'refused') {
      expect(given.body.errors[0].extensions).toEqual({ code, state: 'DOCUMENTED', allowed: ['none'] });
    }
  });

  it('in one of several mutations hides no answer of the others, before it or after it', async () => {
    const { status, body } = await under.ask(
      `mutation { notifyBirth(facility: "F") { id } first: issueCertificate(person: "1", number: "7") { id }
        second: issueCertificate(person: "1", number: "reused") { id } third: issueCertificate(person: "2", number: "8") { id } }`,
    );
    expect(status).toBe(200);
    expect(body.data).toEqual({ notifyBirth: { id: 'n-1' }, first: { id: '1' }, second: null, third: { id: '2' } });
    expect(body.errors).toEqual([
      expect.objectContaining({
        path: ['second'],
        extensions: { code: 'IDEMPOTENCY_KEY_REUSED', reason: 'KEY_USED_FOR_OTHER_INPUT' },
      }),
    ]);
  });

  it('by denying a field is not the same as an empty field', async () => {
    const { body } = await under.ask('{ person(id: "1") { secret } }');
    expect(body.errors[0]).toMatchObject({ path: ['person', 'secret'], extensions: { code: 'FORBIDDEN' } });
  });
});
