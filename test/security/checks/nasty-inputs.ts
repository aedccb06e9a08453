import { type GoodCall, somebody } from '@kamkor/testing';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from 'graphql';
import { rolesOf } from '../decisions.js';
import { READ_AS, sampleOf } from '../sample-values.js';
import type { Ready } from '../service-under-test.js';

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
  '\u200b\u200d\ufeff',
  '\u0007\u001b[31m',
  '12345678901234567890',
];
/** No text, number, code, date or id. */
const OF_NO_SCALAR = [{ a: 1 }, [['x']]];
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
  String: [...TEXTS, 7, true, ['x']],
  ID: TEXTS,
  UUID: [...TEXTS, '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
  Int: [...NUMBERS, 1.5, '1', 2_147_483_648, 1e308],
  Float: [...NUMBERS, 1e308],
  Boolean: ['true', 1],
  LegalDate: [...DATES, ...TEXTS],
  Instant: [...INSTANTS, ...TEXTS],
};

/** Every scalar of the variables, also of fields that the good call leaves out, with every nasty value for it. */
function* nastyValues(types: Inputs, good: Record<string, unknown>, schema: GraphQLSchema): Generator<Nasty> {
  for (const { path, type, hasDefault } of leaves(types, good, schema)) {
    const bare = getNullableType(type);
    const values = isEnumType(bare) ? UNKNOWN_CODES : (NASTY[(bare as { name: string }).name] ?? TEXTS);
    for (const value of [...values, ...OF_NO_SCALAR])
      yield { path, value, mustFail: isEnumType(bare) || typeof value === 'object' };
    yield { path, value: null, mustFail: isNonNullType(type) };
    yield { path, value: undefined, mustFail: isNonNullType(type) && !hasDefault };
  }
}

const UNKNOWN_CODES = ['NO_SUCH_VALUE', '', 1, 'toString'];

interface Nasty {
  readonly path: string[];
  readonly value: unknown;
  /** Whether the graph's own types forbid it. */
  readonly mustFail: boolean;
}

interface Leaf {
  readonly path: string[];
  readonly type: GraphQLInputType;
  readonly hasDefault: boolean;
}

type Inputs = Readonly<Record<string, { readonly type: GraphQLInputType; readonly defaultValue?: unknown }>>;

function* leaves(
  inputs: Inputs,
  good: unknown,
  schema: GraphQLSchema,
  before: readonly string[] = [],
): Generator<Leaf> {
  for (const [name, { type: declared, defaultValue }] of Object.entries(inputs)) {
    const path = [...before, name];
    let type = declared;
    let value = (good as Record<string, unknown> | undefined)?.[name];
    const list = getNullableType(type);
    if (isListType(list)) {
      type = list.ofType;
      path.push('0');
      value = (value as unknown[] | undefined)?.[0];
    }
    const bare = getNullableType(type) as GraphQLInputType & { name: string };
    const object = isInputObjectType(bare) ? bare : schema.getType(READ_AS[bare.name] ?? '');
    if (!isInputObjectType(object)) yield { path, type, hasDefault: defaultValue !== undefined || isListType(list) };
    else if (value) yield* leaves(object.getFields(), value, schema, path);
  }
}

function replaced(good: unknown, [head, ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const copy = (Array.isArray(good) ? [...good] : { ...(good as object) }) as Record<string, unknown>;
  copy[head!] = rest.length === 0 ? value : replaced(copy[head!] ?? (rest[0] === '0' ? [] : {}), rest, value);
  return copy;
}

/** A rule about two values together names one of them, whichever is nasty; what is wrong by itself is named itself. */
const TOGETHER: Readonly<Record<string, string>> = { 'documentationReport period.from': 'period.to' };

/** Whether a refusal names the place of the value that is wrong, as the client wrote it. */
function isNamed(operation: string, path: readonly string[], field: string | undefined): boolean {
  const place = path.join('.').replace(/\.(\d+)/g, '[$1]');
  return field === place || (field !== undefined && field === TOGETHER[`${operation} ${place}`]);
}

interface Refused {
  readonly code: string;
  readonly reason: string;
  readonly field?: string;
  readonly message: string;
}

function takesVersion(type: GraphQLInputType): boolean {
  const input = getNullableType(type);
  return isInputObjectType(input) && 'version' in input.getFields();
}

/** What may be answered to an input. */
const REFUSALS = ['BAD_USER_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'TRANSITION_REFUSED'];

/** No input makes a service say that something unexpected happened; what is refused is named, in each language. */
export function nastyInputChecks(ready: () => Ready): void {
  describe('nasty inputs', () => {
    const fieldsOf = (kind: 'Query' | 'Mutation') =>
      Object.values((ready().schema.getType(kind) as GraphQLObjectType | undefined)?.getFields() ?? {});

    it('are refused by field and reason, or harmless, in every mutation', async () => {
      const good = ready().goodCalls();
      const mutations = fieldsOf('Mutation');
      expect(Object.keys(good).sort()).toEqual(mutations.map(({ name }) => name).sort());
      const wrong: string[] = [];
      for (const field of mutations) wrong.push(...(await faultsOn('mutation', field, good[field.name]!)));
      expect(wrong).toEqual([]);
    });

    it('are no version: a stale one is a CONFLICT in every mutation that takes one', async () => {
      const { graph, rows, schema } = ready();
      const wrong: string[] = [];
      const asked: string[] = [];
      for (const [name, { role, next }] of Object.entries(ready().goodCalls())) {
        const { input } = (await next()) as { input?: { version?: number } };
        if (input?.version === undefined) continue;
        asked.push(name);
        const type = schema.getMutationType()?.getFields()[name]?.args[0]?.type;
        const query = `mutation ($input: ${type}) { ${name}(input: $input) { __typename } }`;
        for (const version of [input.version - 1, input.version + 1]) {
          const { errors } = await graph.ask(somebody(role, rows), query, { input: { ...input, version } });
          const { code, reason, field } = errors?.[0]?.extensions ?? {};
          if (code !== 'CONFLICT' || field !== 'input.version') wrong.push(`${name}: ${code} ${reason} ${field}`);
        }
      }
      expect(wrong).toEqual([]);
      const taking = fieldsOf('Mutation').filter(({ args }) => args.some(({ type }) => takesVersion(type)));
      expect(asked.toSorted()).toEqual(taking.map(({ name }) => name).toSorted());
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
      { name, args, type }: GraphQLField<unknown, unknown>,
      { role, next }: GoodCall,
    ): Promise<string[]> {
      const { graph, rows } = ready();
      const who = somebody(role, rows);
      const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
      const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
      const answersBatch = ready().schema.getType('NotifiedBirth') === getNamedType(type);
      const selection = `__typename ${answersBatch ? 'refusal { code reason field message }' : ''}`;
      const query = `${operation} (${declared}) { ${name}(${passed}) { ${selection} } }`;
      const ask = async (asked: object, language = 'en'): Promise<Refused[]> => {
        const { data, errors } = await graph.ask(who, query, asked, { 'accept-language': language });
        const refused = errors?.map(({ message, extensions }) => ({ message, ...extensions }) as Refused);
        return (
          refused ?? (answersBatch ? data[name].flatMap((item: { refusal: Refused | null }) => item.refusal ?? []) : [])
        );
      };
      const wrong: string[] = [];
      let variables = await next();
      const [plain] = await ask(variables);
      if (plain) wrong.push(`${name} refuses the good call: ${JSON.stringify(plain)}`);
      else variables = await next();
      const inputs = Object.fromEntries(args.map((arg) => [arg.name, arg]));
      const told = new Set<string>();
      for (const { path, value, mustFail } of [...nastyValues(inputs, variables, ready().schema)]) {
        const nasty = replaced(variables, path, value);
        const refused = await ask(nasty);
        if (refused.length === 0) variables = await next();
        const said = `${name} ${path.join('.')} = ${JSON.stringify(value)?.slice(0, 40)}`;
        if (mustFail && refused.length === 0) wrong.push(`${said}: taken in`);
        for (const { code, reason, field } of refused) {
          const cause = graph.unexpected.splice(0).map(String).join('; ').slice(0, 200);
          if (!REFUSALS.includes(code)) wrong.push(`${said}: ${code} ${cause}`);
          else if (!reason || (code === 'BAD_USER_INPUT' && !isNamed(name, path, field)))
            wrong.push(`${said}: ${code} ${reason} ${field}`);
        }
        const reasons = refused.map(({ reason }) => reason).join();
        if (reasons === '' || told.has(reasons)) continue;
        told.add(reasons);
        const messages = [];
        for (const language of ['ky', 'ru', 'en']) messages.push((await ask(nasty, language))[0]?.message);
        if (new Set(messages).size < 3)
          wrong.push(`${said}: ${reasons} is not told in each language: ${messages.join(' | ')}`);
      }
      return wrong;
    }
  });
}
