import { recordRead } from '@kamkor/trail';
import type { Trailed } from '../policy/allow.js';

/** Records that each of the objects was seen, then hands them on. Nothing seen, nothing recorded. */
export function noteRead<Result>(trailed: Trailed | undefined, result: Result, policy: string): Result {
  if (!trailed) return result;
  for (const row of Array.isArray(result) ? result : [result]) {
    if (row === null || row === undefined) continue;
    recordRead({
      person: trailed.person(row as never),
      subjectType: trailed.subjectType,
      subjectId: trailed.subject(row as never),
      group: trailed.group,
      policy,
      withheld: trailed.withheld?.(row as never) ?? false,
    });
  }
  return result;
}
