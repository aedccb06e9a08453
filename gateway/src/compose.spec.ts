import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeGraph } from './compose.js';
import { readGatewayConfig } from './config.js';

const KEY = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

describe('the composed graph', () => {
  let root: string;
  const service = async (name: string, sdl: string) => {
    const folder = join(root, 'services', name, 'dist', 'src');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'schema.js'), `console.log(${JSON.stringify(sdl)})`);
  };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'kamkor-compose-'));
    await mkdir(join(root, 'gateway'));
    await service('zeta', `${KEY}\ntype Query { zeta: Thing }\ntype Thing @key(fields: "id") { id: ID! name: String }`);
    await service('alpha', `${KEY}\ntype Query { alpha: Thing }\ntype Thing @key(fields: "id") { id: ID! age: Int }`);
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is written with the schema of each service, and then holds', async () => {
    expect(await composeGraph(root, 'write')).toEqual([]);
    expect(await readFile(join(root, 'gateway/supergraph.graphql'), 'utf8')).toContain(
      'ALPHA @join__graph(name: "alpha"',
    );
    expect(await readFile(join(root, 'services/zeta/schema.graphql'), 'utf8')).toContain('zeta: Thing');
    expect(await composeGraph(root, 'check')).toEqual([]);
  });

  it('names the place where a service has moved away from what is committed', async () => {
    await composeGraph(root, 'write');
    await service('alpha', `${KEY}\ntype Query { alpha: Thing }\ntype Thing @key(fields: "id") { id: ID! age: Float }`);
    const [schema, supergraph, ...none] = await composeGraph(root, 'check');
    expect(schema).toContain('services/alpha/schema.graphql has drifted');
    expect(schema).toMatch(/- .*age: Int.*\n\+ .*age: Float/);
    expect(supergraph).toContain('gateway/supergraph.graphql has drifted');
    expect(none).toEqual([]);
  });

  it('says why services do not fit together', async () => {
    await service('beta', `${KEY}\ntype Query { alpha: Int }`);
    await expect(composeGraph(root, 'write')).rejects.toThrow('do not fit together');
  });
});

describe('the configuration', () => {
  const whole = {
    KAMKOR_PRINCIPAL_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\\nx\\n-----END PRIVATE KEY-----',
    KAMKOR_OIDC_ISSUER: 'https://id.example',
    KAMKOR_OIDC_AUDIENCE: 'kamkor',
    KAMKOR_SUBGRAPHS: '{"births":"http://127.0.0.1:1/graphql"}',
  };

  it('is typed, with defaults', () => {
    const config = readGatewayConfig(whole);
    expect(config).toMatchObject({ PORT: 4000, KAMKOR_SUBGRAPHS: { births: 'http://127.0.0.1:1/graphql' } });
    expect(config.KAMKOR_PRINCIPAL_PRIVATE_KEY.split('\n')).toHaveLength(3);
  });

  it.each([
    ['KAMKOR_OIDC_ISSUER', undefined],
    ['KAMKOR_OIDC_ISSUER', 'id.example'],
    ['KAMKOR_SUBGRAPHS', '{births}'],
    ['KAMKOR_SUBGRAPHS', '{"births":7}'],
    ['KAMKOR_PRINCIPAL_PRIVATE_KEY', 'secret-but-no-key'],
    ['PORT', '-1'],
  ])('names %s when it is %j, and never the value', (name, value) => {
    const reading = () => readGatewayConfig({ ...whole, [name]: value });
    expect(reading).toThrow(name);
    expect(reading).not.toThrow('secret-but-no-key');
  });

  it.each([
    ['KAMKOR_OIDC_ISSUER', 'http://id.example'],
    ['KAMKOR_OIDC_ISSUER', 'http://localhost.evil.example'],
    ['KAMKOR_CLOCK_FILE', 'clock.json'],
  ])('refuses %s = %s in production', (name, value) => {
    expect(() => readGatewayConfig({ ...whole, NODE_ENV: 'production', [name]: value })).toThrow(name);
  });
});
