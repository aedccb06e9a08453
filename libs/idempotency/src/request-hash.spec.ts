import { requestHash } from './request-hash.js';

const hash = (args: Record<string, unknown>) => requestHash('Mutation.notifyBirth', args).toString('hex');

class BirthInput {
  constructor(
    readonly sex: string,
    readonly weight?: number,
  ) {}
}

describe('the hash of a request', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['order of keys', { a: 1, b: { c: 2, d: [3] } }, { b: { d: [3], c: 2 }, a: 1 }],
    ['undefined and absent', { a: 1, b: undefined }, { a: 1 }],
    ['input classes and objects', { input: new BirthInput('M') }, { input: { sex: 'M' } }],
    ['objects without prototype', { input: Object.assign(Object.create(null), { sex: 'M' }) }, { input: { sex: 'M' } }],
    ['equal dates', { on: Temporal.PlainDate.from('2024-05-25') }, { on: new Temporal.PlainDate(2024, 5, 25) }],
    [
      'one instant in two zones',
      { at: Temporal.Instant.from('2024-05-25T06:00+06:00') },
      { at: Temporal.Instant.from('2024-05-25T00:00Z') },
    ],
    ['equal big numbers', { tyiyn: 400_000n }, { tyiyn: BigInt('400000') }],
  ])('is the same for %s', (_, one, other) => {
    expect(hash(one)).toBe(hash(other));
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['values', { a: 1 }, { a: 2 }],
    ['number and text', { a: 1 }, { a: '1' }],
    ['number and big number', { a: 1 }, { a: 1n }],
    ['null and absent', { a: null }, {}],
    ['order in a list', { a: [1, 2] }, { a: [2, 1] }],
    ['a date and its text', { on: Temporal.PlainDate.from('2024-05-25') }, { on: '2024-05-25' }],
    ['nesting', { a: ['x', 'y'] }, { a: ['x,y'] }],
    ['a name with a quote', { 'a":1,"b': 1 }, { a: 1, b: 1 }],
  ])('differs by %s', (_, one, other) => {
    expect(hash(one)).not.toBe(hash(other));
  });

  it('differs by field, and takes no functions', () => {
    expect(requestHash('Mutation.a', {})).not.toEqual(requestHash('Mutation.b', {}));
    expect(() => hash({ a: () => 1 })).toThrow("can't be an argument");
    expect(() => hash({ a: new Map() })).toThrow("a Map can't be an argument");
  });
});
