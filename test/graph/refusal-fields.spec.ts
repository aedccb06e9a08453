import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGatewayConfig, startGateway } from '@kamkor/gateway';
import { generatePrincipalKeys } from '@kamkor/principal';
import { createLogger } from '@kamkor/service';
import {
  buildClientSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { type WrongInput, wrongInputs } from './wrong-inputs.js';
import { FORMS, written } from './wrong-requests.js';

const SUPERGRAPH = readFileSync(join(import.meta.dirname, '../../gateway/supergraph.graphql'), 'utf8');

/** What only the service that owns the scalar can judge; the security tests ask it. */
const isLeftToOwner = ({ type, value }: WrongInput): boolean => {
  const named = getNamedType(type);
  return isScalarType(named) && !isSpecifiedScalarType(named) && value !== null && value !== undefined;
};

describe('the gateway, over the graph of all services', () => {
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let schema: GraphQLSchema;

  const ask = async (query: string, variables = {}) => {
    const response = await fetch(`http://127.0.0.1:${gateway.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data?: never; errors?: { extensions: Record<string, unknown> }[] };
  };

  beforeAll(async () => {
    const config = readGatewayConfig({
      PORT: '0',
      KAMKOR_PRINCIPAL_PRIVATE_KEY: generatePrincipalKeys().privateKey,
      KAMKOR_OIDC_ISSUER: 'http://127.0.0.1:9',
      KAMKOR_OIDC_AUDIENCE: 'kamkor',
      KAMKOR_SUBGRAPHS: '{}',
      LOG_LEVEL: 'silent',
    });
    // No service answers: what is wrong is refused before one is asked.
    gateway = await startGateway(config, SUPERGRAPH, createLogger('gateway'));
    schema = buildClientSchema((await ask(getIntrospectionQuery())).data!);
  });
  afterAll(() => gateway?.stop());

  it.each(['Query', 'Mutation'])(
    'names the place of a wrong value for every input of %s',
    async (kind) => {
      const wrong: string[] = [];
      const met = 0;
      let asked = 0;
      for (const field of Object.values((schema.getType(kind) as GraphQLObjectType).getFields())) {
        for (const input of wrongInputs(field, schema)) {
          for (const form of isLeftToOwner(input) || input.inItem ? [] : FORMS) {
            const sent = written(field, schema, input, form);
            if (!sent) continue;
            asked += 1;
            const { errors = [] } = await ask(
              `${kind.toLowerCase()} ${sent.declared} { ${sent.asked} }`,
              sent.variables,
            );
            const named = errors.map(({ extensions: { code, field: place } }) => `${code} ${place}`);
            if (named.length > 0 && named.every((one) => one === `BAD_USER_INPUT ${input.place}`)) continue;
            wrong.push(`${field.name} ${input.place} = ${JSON.stringify(input.value)} ${form}: ${named}`);
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(asked).toBeGreaterThan(300);
    },
    300_000,
  );
});
