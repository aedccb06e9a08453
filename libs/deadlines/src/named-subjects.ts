import { tx } from '@kamkor/persistence';

/**
 * Lets the running transaction reach the deadlines of these subjects whatever the caller's territory: whoever may change
 * an aggregate moves its clocks too (a hospital that corrects a notification belongs to no territory). Without this
 * a clock that the policy hides would silently run on. Transaction-local.
 */
export async function nameSubjects(subjectIds: readonly string[]): Promise<void> {
  await tx().sql(`SELECT set_config('kamkor.deadline_subjects', $1, true)`, [`{${subjectIds.join(',')}}`]);
}
