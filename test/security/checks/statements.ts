import { ROWS, somebody } from '@kamkor/testing';
import { type GraphQLObjectType, getNamedType, isObjectType, isRequiredArgument } from 'graphql';
import { rolesOf } from '../decisions.js';
import { everythingBelow } from '../schema-calls.js';
import type { Ready } from '../service-under-test.js';

/** Connection, edge, node, what the node names, what that names. */
const DEPTH = 4;
const MANY = 50;

/** A page of fifty with everything below it takes as many statements as a page of one. */
export function statementChecks(ready: () => Ready): void {
  it('asks the database as often for a page of 50 with all references as for a page of one', async () => {
    const { schema, statements, graph, rows, database } = ready();
    const wrong: string[] = [];
    const measured: Record<string, number> = {};
    for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
      const type = getNamedType(field.type) as GraphQLObjectType;
      if (!isObjectType(type) || !type.getFields().edges || field.args.some(isRequiredArgument)) continue;
      for (const role of rolesOf(field.extensions)) {
        const count = async (first: number) => {
          const query = `{ ${field.name}(first: ${first}) { ${everythingBelow(type, role, DEPTH)} } }`;
          statements.length = 0;
          const { data, errors } = await graph.ask(somebody(role, rows), query);
          if (errors) wrong.push(`${field.name} as ${role}: ${JSON.stringify(errors)} ${graph.unexpected.splice(0)}`);
          return { nodes: data?.[field.name]?.edges.length as number, statements: statements.length };
        };
        const [one, many] = [await count(1), await count(MANY)];
        if (many.statements !== one.statements)
          wrong.push(
            `${field.name} as ${role}: ${one.statements} statements for one, ${many.statements} for ${many.nodes}`,
          );
        if (many.nodes === MANY) measured[field.name] = many.statements;
      }
    }
    expect(wrong).toEqual([]);
    // Of every list some role saw a whole page: nothing is proved by empty pages.
    expect(ROWS).toBeGreaterThanOrEqual(MANY);
    const lists = Object.values(schema.getQueryType()!.getFields()).filter(
      (field) =>
        isObjectType(getNamedType(field.type)) &&
        'edges' in (getNamedType(field.type) as GraphQLObjectType).getFields(),
    );
    expect({ lists: Object.keys(measured).sort(), database: database.name }).toEqual({
      lists: lists
        .filter((field) => !field.args.some(isRequiredArgument))
        .map(({ name }) => name)
        .sort(),
      database: database.name,
    });
  });
}
