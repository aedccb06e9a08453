import { type DescribedChild, tellApart } from './same-sibling.js';

type Said = readonly [sex: DescribedChild['sex'], givenName?: string, birthDate?: string];
const child = ([sex, givenName = '', birthDate = '2022-05-10']: Said): DescribedChild => ({
  sex,
  givenName,
  birthDate: Temporal.PlainDate.from(birthDate),
});
const fresh = (named: readonly Said[], known: readonly Said[]) =>
  tellApart(named.map(child), known.map(child)).fresh.map(({ sex, givenName }) => `${sex} ${givenName}`.trim());

it.each<[string, Said[], Said[], string[]]>([
  ['the child itself', [['FEMALE']], [['FEMALE']], []],
  ['of another day', [['FEMALE', '', '2022-05-11']], [['FEMALE']], ['FEMALE']],
  ['of the other sex: a twin', [['MALE']], [['FEMALE']], ['MALE']],
  ['of a sex that was not asked', [['UNDETERMINED']], [['FEMALE']], []],
  ['of a sex that was not known', [['FEMALE']], [['UNDETERMINED']], []],
  ['named for the first time', [['FEMALE', 'Айгерим']], [['FEMALE']], []],
  ['not named again', [['FEMALE']], [['FEMALE', 'Айгерим']], []],
  ['spelt in the other script', [['MALE', 'Azamat']], [['MALE', 'Азамат']], []],
  ['of another name', [['FEMALE', 'Айгерим']], [['FEMALE', 'Бегимай']], ['FEMALE Айгерим']],
  ['two, of whom one is watched', [['FEMALE'], ['FEMALE']], [['FEMALE']], ['FEMALE']],
  ['two, who are both watched', [['FEMALE'], ['FEMALE']], [['FEMALE'], ['FEMALE', 'Айгерим']], []],
  ['one of two by name', [['FEMALE', 'Айгерим'], ['FEMALE']], [['FEMALE'], ['FEMALE', 'Айгерим']], []],
  ['nobody known', [['FEMALE'], ['FEMALE']], [], ['FEMALE', 'FEMALE']],
])('%s: %j, watched %j, leaves %j', (_what, named, known, left) => {
  expect(fresh(named, known)).toEqual(left);
});

it('who is named again goes to whom most speaks for', () => {
  const known = [child(['FEMALE']), child(['FEMALE', 'Айгерим'])];
  const { again } = tellApart([child(['FEMALE']), child(['FEMALE', 'Айгерим'])], known);
  expect(again.map(({ named, known: one }) => [named.givenName, known.indexOf(one)])).toEqual([
    ['Айгерим', 1],
    ['', 0],
  ]);
});
