import { countryProfile } from '@kamkor/reference';
import { RegulationBook } from '@kamkor/regulations';
import type { Obstacle } from '../outreach/visit.js';
import { birthsRegulations } from '../regulations.js';
import { checkObstacleDetails, type ObstacleDetails } from './details.js';

const { calendar, personalIdentifier } = countryProfile('KG');
const law = { calendar, personalIdentifier, book: new RegulationBook(birthsRegulations) };
const visitedAt = Temporal.Instant.from('2024-07-26T04:00:00Z');
const sibling = (birthDate: string) => ({
  birthDate: Temporal.PlainDate.from(birthDate),
  birthDateApproximate: true,
  sex: 'FEMALE' as const,
});
const passport = { parent: 'MOTHER', document: 'PASSPORT' } as const;

const check = (obstacles: Obstacle[], details: Partial<ObstacleDetails>) => () =>
  checkObstacleDetails({ visitedAt, obstacles, lackedDocuments: [], undocumentedSiblings: [], ...details }, law);
const refused = (reason: string, field: string) => expect.objectContaining({ reason, details: { field } });

it('takes what is complete', () => {
  expect(check([], {})).not.toThrow();
  expect(check(['PARENT_LACKS_DOCUMENT'], { lackedDocuments: [passport] })).not.toThrow();
  const undocumentedSiblings = [sibling('2024-07-26'), { ...sibling('2006-07-27'), givenName: ' ' }];
  expect(check(['UNDOCUMENTED_SIBLINGS'], { undocumentedSiblings })).not.toThrow();
});

it.each<[Obstacle[], Partial<ObstacleDetails>, string, string]>([
  [['PARENT_LACKS_DOCUMENT'], {}, 'DOCUMENTS_MISSING', 'lackedDocuments'],
  [[], { lackedDocuments: [passport] }, 'OBSTACLE_NOT_NAMED', 'lackedDocuments'],
  [['UNDOCUMENTED_SIBLINGS'], {}, 'SIBLINGS_MISSING', 'undocumentedSiblings'],
  [[], { undocumentedSiblings: [sibling('2020-01-01')] }, 'OBSTACLE_NOT_NAMED', 'undocumentedSiblings'],
  [
    ['UNDOCUMENTED_SIBLINGS'],
    { undocumentedSiblings: [sibling('2020-01-01'), sibling('2024-07-27')] },
    'SIBLING_BORN_IN_FUTURE',
    'undocumentedSiblings[1].birthDate',
  ],
  [
    ['UNDOCUMENTED_SIBLINGS'],
    { undocumentedSiblings: [sibling('2006-07-26')] },
    'SIBLING_NOT_A_CHILD',
    'undocumentedSiblings[0].birthDate',
  ],
  [
    ['UNDOCUMENTED_SIBLINGS'],
    { undocumentedSiblings: Array.from({ length: 21 }, () => sibling('2020-01-01')) },
    'TOO_MANY_SIBLINGS',
    'undocumentedSiblings',
  ],
  ...(['12', 'а'.repeat(121)] as const).map((givenName): [Obstacle[], Partial<ObstacleDetails>, string, string] => [
    ['UNDOCUMENTED_SIBLINGS'],
    { undocumentedSiblings: [{ ...sibling('2020-01-01'), givenName }] },
    givenName === '12' ? 'NOT_A_NAME' : 'TEXT_LENGTH',
    'undocumentedSiblings[0].givenName',
  ]),
])('%j with %j is refused with %s on %s', (obstacles, details, reason, field) => {
  expect(check(obstacles, details)).toThrow(refused(reason, field));
});
