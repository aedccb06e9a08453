import { Writable } from 'node:stream';
import { generatePrincipalKeys } from '@kamkor/principal';
import { readGatewayConfig } from '../config.js';
import { startGateway } from '../gateway.js';
import { composedSupergraph } from '../supergraph.js';
import { gatewayLogger } from '../telemetry/log.js';
import { AUDIENCE, localIssuer } from './local-issuer.js';
import { birthsFixture, civilRegistryFixture, type Release } from './registry-fixtures.js';
import { birthsSdl, civilRegistrySdl } from './registry-subgraphs.js';

export interface Given {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into at any depth
  readonly body: any;
}

/** The whole gateway over two real subgraphs and a real issuer, each on a free port. */
export async function gatewayUnderTest(
  environment: Record<string, string> = {},
  { birthsRelease = 'same' }: { readonly birthsRelease?: Release } = {},
) {
  const keys = generatePrincipalKeys();
  const issuer = await localIssuer();
  const births = await birthsFixture(keys.publicKey, birthsRelease);
  const registry = await civilRegistryFixture(keys.publicKey);
  const logged: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const config = readGatewayConfig({
    PORT: '0',
    KAMKOR_PRINCIPAL_PRIVATE_KEY: keys.privateKey,
    KAMKOR_OIDC_ISSUER: issuer.issuer,
    KAMKOR_OIDC_AUDIENCE: AUDIENCE,
    KAMKOR_SUBGRAPHS: JSON.stringify({ births: births.url, 'civil-registry': registry.url }),
    KAMKOR_SUBGRAPH_TIMEOUT_MS: '1000',
    ...environment,
  });
  const supergraph = composedSupergraph([
    { name: 'births', typeDefs: birthsSdl },
    { name: 'civil-registry', typeDefs: civilRegistrySdl },
  ]);
  const aroundIt = () => Promise.all([births.close(), registry.close(), issuer.close()]);
  const gateway = await startGateway(config, supergraph, gatewayLogger('info', sink)).catch(async (error) => {
    await aroundIt();
    throw error;
  });
  const url = `http://127.0.0.1:${gateway.port}`;

  /** Sends a body as it is; `headers` are added to what a JSON client sends. */
  async function send(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Given> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  return {
    ...{ gateway, url, issuer, births, registry, logged, send },
    /** Asks a query, with a token of these claims when there are any. */
    async ask(
      query: string,
      {
        claims,
        headers,
        variables,
      }: { claims?: Record<string, unknown>; headers?: Record<string, string>; variables?: unknown } = {},
    ): Promise<Given> {
      const bearer = claims && { authorization: `Bearer ${await issuer.token(claims)}` };
      return send(JSON.stringify({ query, variables }), { ...bearer, ...headers });
    },
    async stop() {
      await gateway.stop();
      await aroundIt();
    },
  };
}

export type GatewayUnderTest = Awaited<ReturnType<typeof gatewayUnderTest>>;
