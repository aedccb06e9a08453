import { identifyChildren } from './child-identity.js';

const born = (notificationId: string, over: object = {}) => ({
  notificationId,
  mother: 'mother' as string | null,
  birthDate: '2024-05-25',
  sex: 'FEMALE',
  ...over,
});
const known = (person: string, over: object = {}) => ({
  person,
  mother: 'mother',
  birthDate: '2024-05-25',
  sex: 'FEMALE',
  ...over,
});
const states = (...args: Parameters<typeof identifyChildren>) =>
  identifyChildren(...args).map(({ registryState, person }) => `${registryState} ${person}`);

it('makes a new person of a child that nobody knew', () => {
  expect(states([born('a')], [])).toEqual(['CREATED null']);
});

it('finds the one child that the registry already has', () => {
  expect(states([born('a')], [known('p')])).toEqual(['MATCHED p']);
});

it.each([{ mother: 'another' }, { birthDate: '2024-05-26' }, { sex: 'MALE' }])('does not take %j for it', (other) => {
  expect(states([born('a')], [known('p', other)])).toEqual(['CREATED null']);
});

it('leaves it to a registrar when there are several, and links none of them', () => {
  expect(states([born('a'), born('b')], [known('p'), known('q')])).toEqual([
    'NOT_IDENTIFIED null',
    'NOT_IDENTIFIED null',
  ]);
});

it('links one child of the registry to one notification: the twin is a new person', () => {
  expect(states([born('a'), born('b')], [known('p')])).toEqual(['MATCHED p', 'CREATED null']);
});

it('never matches by date and sex alone', () => {
  expect(states([born('a', { mother: null })], [known('p')])).toEqual(['CREATED null']);
});
