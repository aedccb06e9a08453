import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGatewayConfig, startGateway } from '@kamkor/gateway';
import { generatePrincipalKeys } from '@kamkor/principal';
import { createLogger } from '@kamkor/service';
import {
  buildClientSchema,
  type GraphQLField,
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

/** A third of what can be wrong, which meets nearly every place: the security tests ask each service everything in all forms. */
function* someOf(
  schema: GraphQLSchema,
  kind: string,
): Generator<readonly [GraphQLField<unknown, unknown>, WrongInput]> {
  let met = 0;
  for (const field of Object.values((schema.getType(kind) as GraphQLObjectType).getFields())) {
    for (const input of wrongInputs(field, schema)) {
      if (!isLeftToOwner(input) && !input.inItem && met++ % 3 === 0) yield [field, input];
    }
  }
}

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
    'names the place of a wrong value for inputs of %s',
    async (kind) => {
      const wrong: string[] = [];
      let asked = 0;
      for (const [field, input] of someOf(schema, kind)) {
        const form = FORMS[asked++ % FORMS.length]!;
        const sent = written(field, schema, input, form) ?? written(field, schema, input, 'in the query')!;
        const { errors = [] } = await ask(`${kind.toLowerCase()} ${sent.declared} { ${sent.asked} }`, sent.variables);
        const named = errors.map(({ extensions: { code, field: place } }) => `${code} ${place}`);
        if (named.length > 0 && named.every((one) => one === `BAD_USER_INPUT ${input.place}`)) continue;
        wrong.push(`${field.name} ${input.place} = ${JSON.stringify(input.value)} ${form}: ${named}`);
      }
      expect(wrong).toEqual([]);
      expect(asked).toBeGreaterThan(150);
    },
    60_000,
  );
});
