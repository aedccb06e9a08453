import { refusal } from '@kamkor/errors';

export const VISIT_OUTCOMES = [
  'NOT_FOUND',
  'REFUSED',
  'PROMISED',
  'APPLIED',
  'MOVED',
  'CHILD_ABROAD',
  'CHILD_ELSEWHERE',
  'CHILD_DIED',
] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

export const MET_WITH = ['MOTHER', 'FATHER', 'OTHER_RELATIVE', 'GUARDIAN', 'NEIGHBOUR', 'FACILITY_STAFF'] as const;
export type MetWith = (typeof MET_WITH)[number];

export const NO_CERTIFICATE_REASONS = [
  'DID_NOT_KNOW',
  'NO_DOCUMENTS',
  'TOO_FAR',
  'ILLNESS',
  'AWAY',
  'DISAGREEMENT',
  'ALREADY_APPLIED',
  'NOT_SAID',
  'OTHER',
] as const;
/** Why the parents have not applied, as they say. */
export type NoCertificateReason = (typeof NO_CERTIFICATE_REASONS)[number];

export const OBSTACLES = ['HARD_LIFE_SITUATION', 'UNDOCUMENTED_SIBLINGS', 'PARENT_LACKS_DOCUMENT'] as const;
/** What stands between the child and its certificate, and is acted on at once. */
export type Obstacle = (typeof OBSTACLES)[number];

export const HARD_LIFE_CIRCUMSTANCES = [
  'POVERTY',
  'NO_HOUSING',
  'ILLNESS',
  'DISABILITY',
  'ADDICTION',
  'PARENT_ABSENT',
  'OTHER',
] as const;
/** Without what endangers somebody once it stands in a list of visits: that is a safety concern. */
export type HardLifeCircumstance = (typeof HARD_LIFE_CIRCUMSTANCES)[number];

/** A visit as it is reported; times are checked here. */
export interface VisitReport {
  readonly visitedAt: Temporal.Instant;
  readonly outcome: VisitOutcome;
  readonly metWith: readonly MetWith[];
  readonly reasons: readonly NoCertificateReason[];
  readonly obstacles: readonly Obstacle[];
  readonly circumstances: readonly HardLifeCircumstance[];
  readonly familyKnows: boolean | null;
}

export const visitBeforeBirth = refusal('BAD_USER_INPUT', 'VISIT_BEFORE_BIRTH', {
  ky: 'Барган учур бала төрөлгөнгө ({born}) чейин болушу мүмкүн эмес.',
  ru: 'Визит не может быть раньше рождения ребёнка ({born}).',
  en: 'A visit cannot lie before the birth of the child ({born}).',
});
export const visitInFuture = refusal('BAD_USER_INPUT', 'VISIT_IN_FUTURE', {
  ky: 'Барган учур азыркы убакыттан кийин болушу мүмкүн эмес.',
  ru: 'Визит не может быть в будущем.',
  en: 'A visit cannot lie in the future.',
});
export const circumstancesMissing = refusal('BAD_USER_INPUT', 'CIRCUMSTANCES_MISSING', {
  ky: 'HARD_LIFE_SITUATION үчүн жок дегенде бир жагдай көрсөтүлсүн.',
  ru: 'Для HARD_LIFE_SITUATION нужно хотя бы одно обстоятельство.',
  en: 'HARD_LIFE_SITUATION needs at least one circumstance.',
});
export const situationMissing = refusal('BAD_USER_INPUT', 'SITUATION_MISSING', {
  ky: 'Жагдайлар HARD_LIFE_SITUATION менен гана көрсөтүлөт, антпесе алар эч кимге жетпейт.',
  ru: 'Обстоятельства указываются только с HARD_LIFE_SITUATION, иначе о них никто не узнает.',
  en: 'Circumstances are given with HARD_LIFE_SITUATION only; without it nobody would hear of them.',
});
export const familyKnowsMissing = refusal('BAD_USER_INPUT', 'FAMILY_KNOWS_MISSING', {
  ky: 'HARD_LIFE_SITUATION үчүн үй-бүлө бул жөнүндө билеби, айтылсын.',
  ru: 'Для HARD_LIFE_SITUATION нужно сказать, знает ли об этом семья.',
  en: 'HARD_LIFE_SITUATION needs to be said with whether the family knows of it.',
});

/** Throws a refusal naming field and reason. */
export function checkVisit(
  visit: VisitReport,
  child: { readonly bornAt: Temporal.Instant },
  now: Temporal.Instant,
): void {
  if (Temporal.Instant.compare(visit.visitedAt, child.bornAt) < 0) {
    throw visitBeforeBirth({ field: 'visitedAt' }, { born: child.bornAt.toString() });
  }
  if (Temporal.Instant.compare(visit.visitedAt, now) > 0) throw visitInFuture({ field: 'visitedAt' });
  if (!visit.obstacles.includes('HARD_LIFE_SITUATION')) {
    if (visit.circumstances.length > 0) throw situationMissing({ field: 'obstacles' });
    return;
  }
  if (visit.circumstances.length === 0) throw circumstancesMissing({ field: 'circumstances' });
  if (typeof visit.familyKnows !== 'boolean') throw familyKnowsMissing({ field: 'familyKnows' });
}
