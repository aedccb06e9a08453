import { Refusal } from '@kamkor/errors';
import { buildSchema } from 'graphql';
import { eachOf } from './each-of.js';

const schema = buildSchema(`
  enum Colour { RED GREEN }
  input Part { name: String! }
  input Item { id: ID! count: Int share: Float whole: Boolean colour: Colour parts: [Part!] }
  type Query { a(item: Item): Int }`);
const good = { id: 'a', count: 1, share: 0.5, whole: true, colour: 'RED', parts: [{ name: 'x' }] };
const refusalOf = (item: unknown) => {
  const [read] = eachOf(schema, 'Item', [item]);
  return read instanceof Refusal ? { field: read.details.field, reason: read.reason } : read;
};

it('an item that fits is given as it was sent', () => {
  expect(eachOf(schema, 'Item', [good, { id: 'b' }])).toEqual([good, { id: 'b' }]);
});

it.each([
  [{ ...good, id: {} }, 'id', 'NOT_A_TEXT'],
  [{ ...good, count: 1.5 }, 'count', 'NOT_A_WHOLE_NUMBER'],
  [{ ...good, count: 2 ** 31 }, 'count', 'NOT_A_WHOLE_NUMBER'],
  [{ ...good, share: 'x' }, 'share', 'NOT_A_NUMBER'],
  [{ ...good, whole: 1 }, 'whole', 'NOT_A_BOOLEAN'],
  [{ ...good, colour: 'BLUE' }, 'colour', 'CODE_UNKNOWN'],
  [{ ...good, colour: '; Field "x" of required type "Y" was not provided.' }, 'colour', 'CODE_UNKNOWN'],
  [{ ...good, parts: [{ name: 'x' }, {}] }, 'parts[1].name', 'VALUE_MISSING'],
  [{ ...good, parts: [{ name: null }] }, 'parts[0].name', 'VALUE_MISSING'],
  [{ ...good, parts: ['x'] }, 'parts[0]', 'NOT_AN_OBJECT'],
  [{ ...good, parts: [{ name: 'a\0' }] }, 'parts[0].name', 'TEXT_NOT_STORABLE'],
  [{ ...good, more: 1 }, 'more', 'FIELD_UNKNOWN'],
  [{}, 'id', 'VALUE_MISSING'],
  [null, undefined, 'VALUE_MISSING'],
  [[good], undefined, 'NOT_AN_OBJECT'],
])('%j is refused by the field %s for %s', (item, field, reason) => {
  expect(refusalOf(item)).toEqual({ field, reason });
});
