import { type GatewayUnderTest, gatewayUnderTest } from '../testing/gateway-under-test.js';
import { KNOWN_PERSON, KNOWN_PIN } from '../testing/registry-fixtures.js';

describe('a citizen', () => {
  let under: GatewayUnderTest;
  beforeEach(async () => {
    under = await gatewayUnderTest();
  });
  afterEach(() => under.stop());
  const citizen = { sub: 'c-1', roles: ['citizen'], pin: KNOWN_PIN };
  const questions = () => under.registry.seen.filter((body) => body.includes('"pin"'));

  it('is known to the services by the registry id; the identifier goes to the registry alone, once a minute', async () => {
    for (const sub of ['c-1', 'c-1', 'other-token']) {
      const { body } = await under.ask('{ whoAmI { person } statistics }', { claims: { ...citizen, sub } });
      expect(body.data.whoAmI.person).toBe(KNOWN_PERSON);
    }
    expect(questions()).toHaveLength(1);
    expect(under.births.seen.join()).not.toContain(KNOWN_PIN);
  });

  it('whom the registry does not know is a citizen without a person', async () => {
    const { body } = await under.ask('{ whoAmI { person roles } }', { claims: { ...citizen, pin: '10101200000001' } });
    expect(body).toEqual({ data: { whoAmI: { person: null, roles: ['citizen'] } } });
  });

  it('hears that the registry is down instead of seeing nothing, and is served when it is back', async () => {
    under.registry.next = 503;
    const claims = citizen;
    const { status, body } = await under.ask('{ statistics }', { claims, headers: { 'accept-language': 'ru' } });
    expect(status).toBe(503);
    expect(body.data).toBeUndefined();
    expect(body.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', service: 'civil-registry' });
    expect(body.errors[0].message).toContain('недоступна, поэтому ответ не выдан');
    expect((await under.ask('{ whoAmI { person } }', { claims })).body.data.whoAmI.person).toBe(KNOWN_PERSON);
  });

  it('who is an official too goes on reading with a caveat, and writes nothing meanwhile', async () => {
    const claims = { ...citizen, roles: ['citizen', 'registrar'] };
    under.registry.next = 503;
    const read = await under.ask('{ statistics }', { claims });
    expect(read.body).toMatchObject({ data: { statistics: 876 } });
    expect(read.body.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', service: 'civil-registry' });
    under.registry.next = 503;
    const write = await under.ask('mutation { notifyBirth(facility: "F") { id } }', { claims });
    expect(write.body.data).toBeUndefined();
    expect(under.births.seen.join()).not.toContain('notifyBirth');
  });

  it('is not asked about when the token gives no role of a citizen', async () => {
    const { body } = await under.ask('{ whoAmI { person } }', { claims: { roles: ['registrar'], pin: KNOWN_PIN } });
    expect(body.data.whoAmI.person).toBeNull();
    expect(questions()).toHaveLength(0);
  });
});
