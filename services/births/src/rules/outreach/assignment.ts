import { refusal } from '@kamkor/errors';
import { hasRole, type Principal } from '@kamkor/principal';

/** A subject as the gateway's principal carries it: opaque, visible ASCII. */
const SUBJECT = /^[\x21-\x7e]{1,200}$/;

export const workerMalformed = refusal('BAD_USER_INPUT', 'WORKER_MALFORMED', {
  ky: 'Кызматкер 1–200 белгиден турган идентификатору (subject) менен көрсөтүлөт.',
  ru: 'Работник указывается своим идентификатором (subject), 1–200 знаков.',
  en: 'A worker is named by the subject of the worker’s token, 1 to 200 characters.',
});
export const onlySupervisorAssigns = refusal('FORBIDDEN', 'ONLY_SUPERVISOR_ASSIGNS', {
  ky: 'Тапшырманы башкага же башкадан жетекчи гана берет.',
  ru: 'Передать задание другому или забрать его у другого может только руководитель.',
  en: 'Only a supervisor gives a task to somebody else, or takes it from somebody else.',
});

/** Throws where a text can be no worker's subject. */
export function checkWorker(worker: string): void {
  if (!SUBJECT.test(worker)) throw workerMalformed({ field: 'worker' });
}

/** Whether the caller may say at all who visits: a worker of what is nobody's, or the own, says so of oneself. */
export const mayAssign = (assignedTo: string | null, principal: Principal): boolean =>
  hasRole(principal, ['social-supervisor', 'guardianship']) || assignedTo === null || assignedTo === principal.subject;

/** Who visits. A worker takes what is nobody's; everything else is a supervisor's. Guardianship has no supervisors of its own. */
export function checkAssignment(
  { assignedTo }: { readonly assignedTo: string | null },
  worker: string,
  principal: Principal,
): void {
  checkWorker(worker);
  if (hasRole(principal, ['social-supervisor', 'guardianship'])) return;
  if (worker !== principal.subject || !mayAssign(assignedTo, principal))
    throw onlySupervisorAssigns({ field: 'worker' });
}
