import { refusal, standard } from '@kamkor/errors';
import type { Role } from '@kamkor/principal';
import type { CareStatus } from '../care-status.js';

export const careUnchanged = refusal('BAD_USER_INPUT', 'CARE_STATUS_UNCHANGED', {
  ky: 'Балага кам көрүү абалы мурунтан эле ушундай ({status}).',
  ru: 'Статус заботы о ребёнке уже такой ({status}).',
  en: 'The care status of the child is this already ({status}).',
});
export const notYoursToReturn = refusal('FORBIDDEN', 'ONLY_GUARDIANSHIP_RETURNS', {
  ky: 'Баланын ата-энесине кайтарылганын көзөмөл органы гана билдирет.',
  ru: 'О возвращении ребёнка родителям сообщает только орган опеки.',
  en: 'Only guardianship states that a child is with its parents again.',
});
export const bornDead = refusal('BAD_USER_INPUT', 'STILLBIRTH', {
  ky: 'Бала өлүк төрөлгөн деп билдирилген.',
  ru: 'О ребёнке уведомлено как о мертворождённом.',
  en: 'The child was notified as stillborn.',
});
export const diedBeforeBirth = refusal('BAD_USER_INPUT', 'DEATH_BEFORE_BIRTH', {
  ky: 'Өлгөн күн туулган күндөн ({born}) мурун болушу мүмкүн эмес.',
  ru: 'Дата смерти не может быть раньше даты рождения ({born}).',
  en: 'The date of death cannot lie before the date of birth ({born}).',
});
export const diedInFuture = refusal('BAD_USER_INPUT', 'DEATH_IN_FUTURE', {
  ky: 'Өлгөн күн бүгүндөн кийин болушу мүмкүн эмес.',
  ru: 'Дата смерти не может быть в будущем.',
  en: 'The date of death cannot lie in the future.',
});

/** A child as it stands when something is stated of it. */
export interface StatedChild {
  readonly careStatus: CareStatus;
  readonly live: boolean;
  readonly deathStated: boolean;
  readonly birthDate: Temporal.PlainDate;
}

/**
 * From `WITH_PARENTS` the child may come into any other care by the word of whoever sees the birth: the mother is then
 * left alone. Back to the parents, where somebody visits the mother again, only guardianship says.
 */
export function checkCare(child: StatedChild, to: CareStatus, roles: readonly Role[]): void {
  checkLiving(child, 'recordCareStatus');
  if (child.careStatus === to) throw careUnchanged({ field: 'careStatus' }, { status: to });
  if (to === 'WITH_PARENTS' && !roles.includes('guardianship')) throw notYoursToReturn({ field: 'careStatus' });
}

/** Throws a refusal naming field and reason. */
export function checkDeath(child: StatedChild, diedOn: Temporal.PlainDate | null, today: Temporal.PlainDate): void {
  checkLiving(child, 'recordChildDeath');
  if (diedOn === null) return;
  if (Temporal.PlainDate.compare(diedOn, child.birthDate) < 0) {
    throw diedBeforeBirth({ field: 'diedOn' }, { born: child.birthDate.toString() });
  }
  if (Temporal.PlainDate.compare(diedOn, today) > 0) throw diedInFuture({ field: 'diedOn' });
}

function checkLiving({ live, deathStated }: StatedChild, action: string): void {
  if (!live) throw bornDead({ field: 'notificationId' });
  if (deathStated)
    throw standard.transitionRefused({ state: 'DIED', allowed: [] }, { action, state: 'DIED', allowed: '–' });
}
