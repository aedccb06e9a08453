import { somebody } from '@kamkor/testing';
import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { wrongInputs } from '../../graph/wrong-inputs.js';
import { batchAnswers, FORMS, type Written, written } from '../../graph/wrong-requests.js';
import { rolesOf } from '../decisions.js';
import type { Ready } from '../service-under-test.js';

type Field = GraphQLField<unknown, unknown>;

/** Every field of the graph that takes something, with the query around it. */
function fieldsWithInput(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ name, args }) => args.length > 0 && !name.startsWith('_'))
        .map((field) => ({ coordinate: `${type.name}.${field.name}`, type: type.name, field })),
    );
}

function queryOf(type: string, { declared, asked, variables }: Written) {
  if (type === 'Query') return { query: `query ${declared} { ${asked} }`, variables };
  if (type === 'Mutation') return { query: `mutation ${declared} { ${asked} }`, variables };
  const id = '00000000-0000-4000-8000-000000000000';
  return {
    query: `query ${declared} { _entities(representations: [{__typename: "${type}", id: "${id}"}]) { ... on ${type} { ${asked} } } }`,
    variables,
  };
}

/** Whatever is wrong with an input, a refusal names where it stands: by its path in what the client wrote. */
export function refusalFieldChecks(ready: () => Ready): void {
  describe('a wrong value', () => {
    it('is refused by the path of its place, for every place of every input, however it is sent', async () => {
      const wrong: string[] = [];
      const asked = new Set<string>();
      for (const { coordinate, type, field } of fieldsWithInput(ready().schema)) {
        for (const input of wrongInputs(field, ready().schema)) {
          for (const form of FORMS) {
            const sent = written(field, ready().schema, input, form);
            if (!sent) continue;
            asked.add(coordinate);
            const named = await fieldsNamed(queryOf(type, sent), field);
            if (named.length > 0 && named.every((one) => one === input.place)) continue;
            const value = JSON.stringify(input.value)?.slice(0, 40);
            wrong.push(`${coordinate} ${input.place} = ${value} ${form}: ${JSON.stringify(named)}`);
          }
        }
      }
      expect(wrong).toEqual([]);
      expect([...asked]).toEqual(fieldsWithInput(ready().schema).map(({ coordinate }) => coordinate));
    }, 600_000);

    /** The fields that the refusals of an answer name, each with what else is not as it should be. */
    async function fieldsNamed({ query, variables }: { query: string; variables: object }, field: Field) {
      const { graph, rows } = ready();
      const [role] = rolesOf(field.extensions);
      const { data, errors } = await graph.ask(somebody(role!, rows), query, variables);
      const refusals: Record<string, unknown>[] = errors
        ? errors.map(({ extensions }) => extensions)
        : batchAnswers(field)
          ? [data.asked[1].refusal ?? {}]
          : [];
      return refusals.map(({ code, field: named }) => (code === 'BAD_USER_INPUT' ? String(named) : `${code} ${named}`));
    }
  });
}
