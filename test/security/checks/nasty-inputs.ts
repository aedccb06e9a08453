import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
} from 'graphql';
import { rolesOf } from '../decisions.js';
import { sampleOf } from '../sample-values.js';
import { type GoodCall, type Ready, somebody } from '../service-under-test.js';

const TEXTS = [
  '',
  ' ',
  'a'.repeat(10_000),
  'a\u0000b',
  '\ud83d\udc76\ud83c\udffd\u200d\ud83c\udf7c',
  "'; DROP TABLE trail_entry; --",
  '{{7*7}}<script>alert(1)</script>',
  '\u202eevil\u0301\u0301',
  '\ud800',
  '../../etc/passwd',
];
const NUMBERS = [-1, 0, 2_147_483_647, -2_147_483_648, 99_999];
const DATES = ['1850-01-01', '2200-01-01', '0000-00-00', '9999-12-31', '2026-02-30', '-271821-04-20'];
const INSTANTS = [
  '1850-01-01T00:00:00Z',
  '2199-12-31T23:59:59.999999999Z',
  '9999-12-31T23:59:59Z',
  '2026-01-01T00:00:00+23:59',
  '2026-01-05T02:30:00[Asia/Bishkek]',
];

const NASTY: Readonly<Record<string, readonly unknown[]>> = {
  String: [...TEXTS, 7, true, ['x'], { a: 1 }],
  ID: TEXTS,
  UUID: [...TEXTS, '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
  Int: [...NUMBERS, 1.5, '1', 2_147_483_648, 1e308],
  Float: [...NUMBERS, 1e308],
  Boolean: ['true', 1],
  LegalDate: [...DATES, ...TEXTS],
  Instant: [...INSTANTS, ...TEXTS],
};

/** Every scalar of the variables, also of fields that the good call leaves out, with every nasty value for it. */
function* nastyValues(
  types: Readonly<Record<string, GraphQLInputType>>,
  good: Record<string, unknown>,
): Generator<[string[], unknown]> {
  for (const [path, type] of scalarPaths(types, good)) {
    const values = isEnumType(type) ? ['NO_SUCH_VALUE', '', 1] : (NASTY[(type as { name: string }).name] ?? TEXTS);
    for (const value of [...values, null]) yield [path, value];
  }
}

function* scalarPaths(
  types: Readonly<Record<string, GraphQLInputType>>,
  good: unknown,
  before: readonly string[] = [],
): Generator<[string[], GraphQLInputType]> {
  for (const [name, type] of Object.entries(types)) {
    const path = [...before, name];
    let bare = getNullableType(type) as GraphQLInputType;
    let value = (good as Record<string, unknown> | undefined)?.[name];
    if (isListType(bare)) {
      bare = getNullableType(bare.ofType) as GraphQLInputType;
      path.push('0');
      value = (value as unknown[] | undefined)?.[0];
    }
    if (!isInputObjectType(bare)) yield [path, bare];
    else if (value) yield* scalarPaths(fieldTypes(bare), value, path);
  }
}

const fieldTypes = (type: { getFields(): Record<string, { type: GraphQLInputType }> }) =>
  Object.fromEntries(Object.entries(type.getFields()).map(([name, field]) => [name, field.type]));

function replaced(good: unknown, [head, ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const copy = (Array.isArray(good) ? [...good] : { ...(good as object) }) as Record<string, unknown>;
  copy[head!] = rest.length === 0 ? value : replaced(copy[head!] ?? (rest[0] === '0' ? [] : {}), rest, value);
  return copy;
}

/** No input makes a service say that something unexpected happened; what is refused is named. */
export function nastyInputChecks(ready: () => Ready): void {
  describe('nasty inputs', () => {
    const fieldsOf = (kind: 'Query' | 'Mutation') =>
      Object.values((ready().schema.getType(kind) as GraphQLObjectType | undefined)?.getFields() ?? {});

    it('are refused by field and reason, or harmless, in every mutation', async () => {
      const good = ready().service.goodCalls(ready().rows, ready());
      const mutations = fieldsOf('Mutation');
      expect(Object.keys(good).sort()).toEqual(mutations.map(({ name }) => name).sort());
      const wrong: string[] = [];
      for (const field of mutations) wrong.push(...(await faultsOn('mutation', field, good[field.name]!)));
      expect(wrong).toEqual([]);
    });

    it('are refused by field and reason, or harmless, in every query', async () => {
      const wrong: string[] = [];
      for (const field of fieldsOf('Query').filter(({ name, args }) => !name.startsWith('_') && args.length > 0)) {
        const [role] = rolesOf(field.extensions);
        const required = field.args.filter(isRequiredArgument);
        const next = () => Object.fromEntries(required.map(({ name, type }) => [name, sampleOf(type, name)]));
        wrong.push(...(await faultsOn('query', field, { role: role!, next })));
      }
      expect(wrong).toEqual([]);
    });

    async function faultsOn(
      operation: string,
      { name, args }: GraphQLField<unknown, unknown>,
      { role, next }: GoodCall,
    ): Promise<string[]> {
      const { graph, rows } = ready();
      const who = somebody(role, rows);
      const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
      const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
      const query = `${operation} (${declared}) { ${name}(${passed}) { __typename } }`;
      const wrong: string[] = [];
      let variables = await next();
      const plain = await graph.ask(who, query, variables);
      if (plain.errors) wrong.push(`${name} refuses the good call: ${JSON.stringify(plain.errors[0])}`);
      else variables = await next();
      const nasty = [...nastyValues(Object.fromEntries(args.map((arg) => [arg.name, arg.type])), variables)];
      for (const [path, value] of nasty) {
        const { errors } = await graph.ask(who, query, replaced(variables, path, value));
        if (!errors) variables = await next();
        const said = `${name} ${path.join('.')} = ${JSON.stringify(value)?.slice(0, 40)}`;
        for (const { extensions } of errors ?? []) {
          const { code, field, reason } = extensions;
          const cause = graph.unexpected.splice(0).map(String).join('; ').slice(0, 200);
          if (code === 'INTERNAL_SERVER_ERROR' || code === 'TRAIL_UNAVAILABLE') wrong.push(`${said}: ${code} ${cause}`);
          else if (!reason || (code === 'BAD_USER_INPUT' && !field))
            wrong.push(`${said}: ${JSON.stringify(extensions)}`);
        }
      }
      return wrong;
    }
  });
}
