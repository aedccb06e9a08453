import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayUnderTest, gatewayUnderTest } from './testing/gateway-under-test.js';

const WHO = '{ whoAmI { subject roles territory person language key purpose request forged } }';

describe('the gateway', () => {
  let under: GatewayUnderTest;
  beforeAll(async () => {
    under = await gatewayUnderTest();
  });
  afterAll(() => under.stop());

  it('joins two services in one answer that nobody may store', async () => {
    const { status, body, headers } = await under.ask(
      'query($n: Int!) { notifications(first: $n) { nodes { id child { familyName documentation { state } } } } }',
      { variables: { n: 2 } },
    );
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.notifications.nodes[1]).toEqual({
      id: 'n-1',
      child: { familyName: 'Асанова', documentation: { state: 'AWAITING_APPLICATION' } },
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('gives a request without a token the rights of the public only', async () => {
    const { body } = await under.ask(WHO);
    expect(body.data.whoAmI).toMatchObject({ subject: 'anonymous', roles: ['public'], person: null, territory: null });
  });

  it('signs what the token says, and drops a principal that a client brings itself', async () => {
    const claims = { sub: 'r-1', roles: ['registrar', 'worker', 'gateway'], territory: 'KG-C-03' };
    const { body } = await under.ask(WHO, { claims, headers: { 'kamkor-principal': 'forged.forged' } });
    expect(body.data.whoAmI).toMatchObject({
      ...{ subject: 'r-1', roles: ['registrar'], territory: 'KG-C-03', forged: false },
    });
  });

  it('passes on one language, the key, the purpose and the number of the request', async () => {
    const request = 'b3a1c9d2-4f56-4a78-9abc-0123456789ab';
    const { body, headers } = await under.ask(WHO, {
      headers: {
        'accept-language': 'de, ru;q=0.7, ky-KG;q=0.9',
        'idempotency-key': 'k-1',
        'kamkor-purpose': 'CASE_WORK',
        'kamkor-request-id': request,
      },
    });
    expect(body.data.whoAmI).toMatchObject({ language: 'ky', key: 'k-1', purpose: 'CASE_WORK', request });
    expect(headers.get('kamkor-request-id')).toBe(request);
  });

  it('takes no number from a client that could carry a national identifier into the logs', async () => {
    const { headers } = await under.ask(WHO, { headers: { 'kamkor-request-id': '11505198012345' } });
    expect(headers.get('kamkor-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('logs one line for a request, without subject, query, variables or identifier', async () => {
    under.logged.length = 0;
    await under.ask('query Find11505198012345($of: NonEmptyString) { person(id: "p-77") { number(of: $of) } }', {
      claims: { sub: 'subject-of-somebody', roles: ['citizen'], pin: '11505198012345' },
      variables: { of: 'Асанова' },
    });
    expect(under.logged).toHaveLength(1);
    expect(JSON.parse(under.logged[0]!)).toMatchObject({
      ...{ msg: 'request', operation: 'Find#', kind: 'query', roles: ['citizen'], status: 200 },
    });
    for (const secret of ['11505198012345', 'subject-of', 'Асанова', 'p-77', 'familyName']) {
      expect(under.logged[0]).not.toContain(secret);
    }
  });

  it('answers probes, and counts requests and calls', async () => {
    expect((await fetch(`${under.url}/livez`)).status).toBe(200);
    expect((await fetch(`${under.url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${under.url}/metrics`)).text();
    expect(metrics).toMatch(/kamkor_gateway_request_seconds_count\{operation="query",status="200"\} [1-9]/);
    expect(metrics).toContain('kamkor_gateway_subgraph_seconds_count{service="births",outcome="answered"}');
    expect(metrics).toContain('kamkor_gateway_in_flight 0');
  });
});

describe('a gateway of a local system', () => {
  it('treats a service that was left out as one that is down, and confirms the simulated time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kamkor-clock-'));
    const file = join(folder, 'clock.json');
    await writeFile(file, '{"offsetMs":5184000000}');
    const subgraphs = '{"civil-registry":"http://127.0.0.1:9/graphql"}';
    const under = await gatewayUnderTest({ KAMKOR_SUBGRAPHS: subgraphs, KAMKOR_CLOCK_FILE: file });
    const { body } = await under.ask('mutation { notifyBirth(facility: "F") { id } }');
    expect(body.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', service: 'births' });
    const clock = await fetch(`${under.url}/clock`, { method: 'POST' });
    expect(await clock.json()).toMatchObject({ offsetMs: 5_184_000_000 });
    await under.stop();
    await rm(folder, { recursive: true });
  });

  it('does not start in production with a service left out', async () => {
    const environment = { NODE_ENV: 'production', KAMKOR_SUBGRAPHS: '{}' };
    await expect(gatewayUnderTest(environment)).rejects.toThrow('KAMKOR_SUBGRAPHS: no address of "births"');
  });
});

describe('a gateway told to stop', () => {
  it('answers what is under way, takes nothing new, and ends', async () => {
    const under = await gatewayUnderTest();
    await under.ask('{ statistics }');
    const held = under.births.hold();
    const underWay = under.ask('{ statistics }');
    await held.arrived;
    const stopped = under.stop();
    await expect(fetch(`${under.url}/readyz`)).rejects.toThrow();
    held.release();
    expect((await underWay).body).toEqual({ data: { statistics: 876 } });
    await stopped;
  });
});
