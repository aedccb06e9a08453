import { duplicatesAmong, type OfChild } from './one-situation.js';

const at = (day: number) => Temporal.Instant.from(`2024-06-${String(day).padStart(2, '0')}T00:00:00Z`);
const one = (id: string, said: Partial<OfChild> = {}): OfChild => ({
  id,
  child: 'k',
  open: true,
  duplicateOf: null,
  familyKnows: false,
  objectionPending: false,
  registeredAt: at(1),
  ...said,
});
const among = (...situations: OfChild[]) => Object.fromEntries(duplicatesAmong(situations));

it.each([
  ['the earliest runs on', [one('a', { registeredAt: at(2) }), one('b')], { a: 'b' }],
  ['one the family knows of before an earlier one', [one('a'), one('b', { familyKnows: true })], { a: 'b' }],
  [
    'one that waits for an answer before all',
    [one('a', { familyKnows: true }), one('b', { familyKnows: true, objectionPending: true, registeredAt: at(2) })],
    { a: 'b' },
  ],
  ['of three one', [one('c'), one('a'), one('b')], { b: 'a', c: 'a' }],
  ['two children keep theirs', [one('a'), one('b', { child: 'm' })], {}],
  ['a closed one is no duplicate', [one('a', { open: false }), one('b')], {}],
  ['nobody knows whose they are', [one('a', { child: null }), one('b', { child: null })], {}],
])('%s', (_what, situations, becomes) => {
  expect(among(...situations)).toEqual(becomes);
});

it.each([
  ['stays closed while it is one child', [one('a'), one('b', { open: false, duplicateOf: 'a' })], {}],
  [
    'stays closed where the other was closed since',
    [one('a', { open: false }), one('b', { open: false, duplicateOf: 'a' })],
    {},
  ],
  [
    'is opened again where it is another child',
    [one('a'), one('b', { child: 'm', open: false, duplicateOf: 'a' })],
    { b: null },
  ],
  [
    'is the duplicate of whichever runs on',
    [one('a', { registeredAt: at(3) }), one('b', { open: false, duplicateOf: 'a' }), one('c')],
    { a: 'c', b: 'c' },
  ],
  [
    'is opened for a third one of its child',
    [one('a'), one('b', { child: 'm', open: false, duplicateOf: 'a', registeredAt: at(3) }), one('c', { child: 'm' })],
    { b: 'c' },
  ],
])('a duplicate %s', (_what, situations, becomes) => {
  expect(among(...situations)).toEqual(becomes);
});
