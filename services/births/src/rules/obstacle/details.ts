import { refusal } from '@kamkor/errors';
import { ageOn, legalDate } from '@kamkor/time';
import type { Law } from '../law.js';
import type { Sex } from '../notification/birth-report.js';
import { readName } from '../notification/person-name.js';
import type { Obstacle } from '../outreach/visit.js';
import { ageOfMajority } from './protected-ages.js';

export const VISITED_PARENTS = ['MOTHER', 'FATHER'] as const;
export type VisitedParent = (typeof VISITED_PARENTS)[number];

export const PARENT_DOCUMENTS = [
  'PASSPORT',
  'PASSPORT_EXPIRED',
  'MARRIAGE_CERTIFICATE',
  'BIRTH_CERTIFICATE',
  'RESIDENCE_REGISTRATION',
  'CITIZENSHIP',
  'OTHER',
] as const;
/** The published list `parentDocument`. */
export type ParentDocument = (typeof PARENT_DOCUMENTS)[number];

export interface LackedDocument {
  readonly parent: VisitedParent;
  readonly document: ParentDocument;
}

export interface UndocumentedSibling {
  readonly birthDate: Temporal.PlainDate;
  readonly birthDateApproximate: boolean;
  readonly sex: Sex;
  readonly givenName?: string | null;
}

/** What a visit says of its obstacles, beyond their codes, so that each can be acted on at once. */
export interface ObstacleDetails {
  readonly lackedDocuments: readonly LackedDocument[];
  readonly undocumentedSiblings: readonly UndocumentedSibling[];
}

export const documentsMissing = refusal('BAD_USER_INPUT', 'DOCUMENTS_MISSING', {
  ky: 'PARENT_LACKS_DOCUMENT үчүн кайсы документ жетпегени айтылсын.',
  ru: 'Для PARENT_LACKS_DOCUMENT нужно сказать, какого документа нет.',
  en: 'PARENT_LACKS_DOCUMENT needs to be said with which document is lacking.',
});
export const siblingsMissing = refusal('BAD_USER_INPUT', 'SIBLINGS_MISSING', {
  ky: 'UNDOCUMENTED_SIBLINGS үчүн жок дегенде бир бала көрсөтүлсүн.',
  ru: 'Для UNDOCUMENTED_SIBLINGS нужно назвать хотя бы одного ребёнка.',
  en: 'UNDOCUMENTED_SIBLINGS needs at least one child.',
});
export const obstacleNotNamed = refusal('BAD_USER_INPUT', 'OBSTACLE_NOT_NAMED', {
  ky: 'Бул талаа {obstacle} тоскоолдугу көрсөтүлгөндө гана толтурулат.',
  ru: 'Это поле заполняется только вместе с препятствием {obstacle}.',
  en: 'This field goes with the obstacle {obstacle} only.',
});
export const tooManySiblings = refusal('BAD_USER_INPUT', 'TOO_MANY_SIBLINGS', {
  ky: 'Бир барууда {most} баладан көп көрсөтүлбөйт.',
  ru: 'За один визит указывают не более {most} детей.',
  en: 'One visit names at most {most} children.',
});
export const siblingBornInFuture = refusal('BAD_USER_INPUT', 'SIBLING_BORN_IN_FUTURE', {
  ky: 'Баланын туулган күнү барган күндөн кийин болушу мүмкүн эмес.',
  ru: 'Дата рождения ребёнка не может быть позже дня визита.',
  en: 'The child cannot have been born after the day of the visit.',
});
export const siblingNotAChild = refusal('BAD_USER_INPUT', 'SIBLING_NOT_A_CHILD', {
  ky: '{age} жашка толгон адам бала катары көрсөтүлбөйт.',
  ru: 'Достигший {age} лет не указывается как ребёнок.',
  en: 'Who has completed {age} years is not named as a child.',
});

const MOST_SIBLINGS = 20;

/** Throws a refusal naming field and reason. */
export function checkObstacleDetails(
  visit: ObstacleDetails & { readonly obstacles: readonly Obstacle[]; readonly visitedAt: Temporal.Instant },
  { calendar, book }: Law,
): void {
  const { lackedDocuments, undocumentedSiblings } = visit;
  goTogether(visit.obstacles, 'PARENT_LACKS_DOCUMENT', lackedDocuments, 'lackedDocuments', documentsMissing);
  goTogether(visit.obstacles, 'UNDOCUMENTED_SIBLINGS', undocumentedSiblings, 'undocumentedSiblings', siblingsMissing);
  if (undocumentedSiblings.length > MOST_SIBLINGS) {
    throw tooManySiblings({ field: 'undocumentedSiblings' }, { most: MOST_SIBLINGS });
  }
  const day = legalDate(visit.visitedAt, calendar);
  undocumentedSiblings.forEach(({ birthDate, givenName }, index) => {
    const field = `undocumentedSiblings[${index}].birthDate`;
    readName(givenName, `undocumentedSiblings[${index}].givenName`);
    if (Temporal.PlainDate.compare(birthDate, day) > 0) throw siblingBornInFuture({ field });
    const { value: age } = book.of(ageOfMajority).on(day);
    if (ageOn(birthDate, day) >= age) throw siblingNotAChild({ field }, { age });
  });
}

function goTogether(
  named: readonly Obstacle[],
  obstacle: Obstacle,
  details: readonly unknown[],
  field: string,
  missing: typeof documentsMissing,
): void {
  if (named.includes(obstacle) && details.length === 0) throw missing({ field });
  if (!named.includes(obstacle) && details.length > 0) throw obstacleNotNamed({ field }, { obstacle });
}
