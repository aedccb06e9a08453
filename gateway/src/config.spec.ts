import { readGatewayConfig } from './config.js';

const enough = {
  KAMKOR_PRINCIPAL_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----',
  KAMKOR_OIDC_ISSUER: 'http://127.0.0.1:9000',
  KAMKOR_OIDC_AUDIENCE: 'kamkor',
  KAMKOR_SUBGRAPHS: '{"births":"http://127.0.0.1:1/graphql"}',
};

describe("the gateway's configuration", () => {
  it('names each variable that is missing', () => {
    expect(() => readGatewayConfig({ ...enough, KAMKOR_OIDC_ISSUER: '' })).toThrow('KAMKOR_OIDC_ISSUER is missing');
    expect(() => readGatewayConfig({})).toThrow(
      /KAMKOR_PRINCIPAL_PRIVATE_KEY is missing[\s\S]*KAMKOR_SUBGRAPHS is missing/,
    );
  });

  it('never says what a wrong one held', () => {
    const wrong = () => readGatewayConfig({ ...enough, KAMKOR_SUBGRAPHS: 'hunter2' });
    expect(wrong).toThrow('KAMKOR_SUBGRAPHS: ');
    expect(wrong).not.toThrow('hunter2');
  });

  it('refuses in production what is only for trying out', () => {
    const production = { ...enough, NODE_ENV: 'production', KAMKOR_OIDC_ISSUER: 'https://id.example' };
    expect(() => readGatewayConfig({ ...production, KAMKOR_OIDC_ISSUER: 'http://id.example' })).toThrow(
      'must be https',
    );
    expect(() => readGatewayConfig({ ...production, KAMKOR_CLOCK_FILE: '/tmp/clock.json' })).toThrow('simulated clock');
  });
});
