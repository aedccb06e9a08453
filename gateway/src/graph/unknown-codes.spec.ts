import { type GatewayUnderTest, gatewayUnderTest } from '../testing/gateway-under-test.js';

const TOLD = { code: 'VALUE_UNKNOWN_TO_GRAPH', reason: 'SERVICE_IS_NEWER', service: 'births' };
const pathsOf = (errors: { path: unknown }[]) => errors.map(({ path }) => path);

describe('a service that is a release ahead of the graph', () => {
  let under: GatewayUnderTest;
  beforeAll(async () => {
    under = await gatewayUnderTest({}, { birthsRelease: 'later' });
  });
  afterAll(() => under.stop());

  it('leaves every row of a list; a code that the graph does not know is null, with an error that says why', async () => {
    const { status, body } = await under.ask('{ notifications(first: 3) { totalCount nodes { id state reasons } } }');
    expect(status).toBe(200);
    expect(body.data.notifications).toEqual({
      totalCount: 1_000,
      nodes: [
        { id: 'n-0', state: 'AWAITING_APPLICATION', reasons: ['TOO_FAR'] },
        { id: 'n-1', state: null, reasons: [null, 'TOO_FAR'] },
        { id: 'n-2', state: 'AWAITING_APPLICATION', reasons: ['TOO_FAR'] },
      ],
    });
    expect(body.errors).toEqual([
      { message: expect.any(String), path: ['notifications', 'nodes', 1, 'state'], extensions: TOLD },
      { message: expect.any(String), path: ['notifications', 'nodes', 1, 'reasons', 0], extensions: TOLD },
    ]);
  });

  it('is told by the names of the client, also of what it adds to another service’s records', async () => {
    const { body } = await under.ask(
      'query Q { all: notifications(first: 2) { nodes { ...F } } } fragment F on Notification { child { familyName of: documentation { is: state dueAt } } }',
    );
    expect(body.data.all.nodes.map(({ child }: { child: { of: unknown } }) => child.of)).toEqual([
      { is: 'AWAITING_APPLICATION', dueAt: expect.any(String) },
      { is: null, dueAt: expect.any(String) },
    ]);
    expect(pathsOf(body.errors)).toEqual([['all', 'nodes', 1, 'child', 'of', 'is']]);
  });

  it('is told in the language of the caller, beside other errors too', async () => {
    const { body } = await under.ask('{ notifications(first: 2) { nodes { state } } person(id: "1") { secret } }', {
      headers: { 'accept-language': 'ru' },
    });
    expect(body.data.notifications.nodes).toEqual([{ state: 'AWAITING_APPLICATION' }, { state: null }]);
    expect(pathsOf(body.errors).sort()).toEqual([
      ['notifications', 'nodes', 1, 'state'],
      ['person', 'secret'],
    ]);
    const told = body.errors.find(({ extensions }: { extensions: { code: string } }) => extensions.code === TOLD.code);
    expect(told.message).toBe(
      'Служба «births» дала значение, которого этот граф ещё не знает; вместо него null, остальные данные выданы.',
    );
  });

  it('is counted, and logged once for an answer with the codes', async () => {
    under.logged.length = 0;
    await under.ask('{ notifications(first: 3) { nodes { state reasons } } }');
    const lines = under.logged.map((line) => JSON.parse(line)).filter(({ level }) => level === 'warn');
    expect(lines).toEqual([
      expect.objectContaining({
        service: 'births',
        fields: ['Notification.state', 'Notification.reasons'],
        codes: ['LEFT_THE_COUNTRY', 'OFFICE_CLOSED'],
        count: 2,
      }),
    ]);
    const metrics = await (await fetch(`${under.url}/metrics`)).text();
    expect(metrics).toMatch(/kamkor_gateway_unknown_codes_total\{service="births"\} [1-9]/);
    expect(metrics).toMatch(/kamkor_gateway_errors_total\{code="VALUE_UNKNOWN_TO_GRAPH"\} [1-9]/);
  });
});
