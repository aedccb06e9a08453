import { refusal } from '@kamkor/errors';
import { hasRole, type Principal } from '@kamkor/principal';
import { isWithin, parentOf } from '@kamkor/reference';
import { checkWorker } from '../outreach/assignment.js';

export const onlyFromAbove = refusal('FORBIDDEN', 'ONLY_NAMED_FROM_ABOVE', {
  ky: 'Бул аймактын коргоо кызматкерлерин жогору турган көзөмөл органы, ал эми бүт өлкөнүкүн администратор дайындайт.',
  ru: 'Работников по защите этой территории назначает вышестоящий орган опеки, а всей страны – администратор.',
  en: 'Protection workers of this territory are named by guardianship above it, those of the whole country by an administrator.',
});
export const nobodyNamesThemselves = refusal('FORBIDDEN', 'NOT_ONESELF', {
  ky: 'Өзүн өзү коргоо кызматкери кылып дайындоого болбойт.',
  ru: 'Назначить работником по защите самого себя нельзя.',
  en: 'Nobody names themselves a protection worker.',
});
export const alreadyNamed = refusal('CONFLICT', 'ALREADY_NAMED', {
  ky: 'Бул кызматкер бул аймак үчүн буга чейин дайындалган.',
  ru: 'Этот работник уже назначен на эту территорию.',
  en: 'This worker is named for this territory already.',
});

/**
 * Who names the protection workers of a territory: the guardianship body above it, so that no office chooses who looks
 * into its own families; above a country there is none, and an administrator, who sees no concerns, names. Default, not
 * law: no act was found that says it.
 */
export function mayName(territory: string, principal: Principal): boolean {
  const root = principal.territory;
  if (root === null || !isWithin(territory, root)) return false;
  if (hasRole(principal, ['guardianship']) && territory !== root) return true;
  return hasRole(principal, ['admin']) && parentOf(territory) === null;
}

/** Throws a refusal naming field and reason. */
export function checkNaming(
  { worker, territory }: { readonly worker: string; readonly territory: string },
  principal: Principal,
): void {
  checkWorker(worker);
  if (worker === principal.subject) throw nobodyNamesThemselves({ field: 'worker' });
  if (!mayName(territory, principal)) throw onlyFromAbove({ field: 'territory' });
}
