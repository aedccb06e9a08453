import { refusal, standard } from '@kamkor/errors';
import type { CareStatus } from '../care-status.js';
import type { WatchState } from '../documentation/watch-states.js';

/** What it depends on which of two notifications is kept. `watch` null: nobody is watched, as of a stillbirth. */
export interface Keepable {
  readonly notificationId: string;
  readonly live: boolean;
  readonly careStatus: CareStatus;
  readonly watch: WatchState | null;
}

export const keepRequired = standard.badInput('KEEP_REQUIRED', {
  ky: 'SAME чечими үчүн кайсы билдирүү калаары айтылсын: экөөнүн бири.',
  ru: 'Для решения SAME нужно назвать, какое из двух уведомлений остаётся.',
  en: 'SAME needs to be said with which of the two notifications is kept.',
});
export const keepTheOther = refusal('BAD_USER_INPUT', 'KEEP_THE_OTHER', {
  ky: 'Экинчи билдирүү калсын: {because}.',
  ru: 'Остаться должно другое уведомление: {because}.',
  en: 'The other notification has to be kept: {because}.',
});

const PROGRESS = {
  CANCELLED: 0,
  AWAITING_APPLICATION: 1,
  OVERDUE: 1,
  APPLIED: 2,
  DOCUMENTED: 3,
} as const satisfies Record<WatchState, number>;

/**
 * What closing the other one would undo: a child would not be watched any more, a mother apart from her child would be
 * found by it, or parents who applied would have to apply again. Null: nothing, so that this one may be kept.
 */
export function undoneByKeeping(kept: Keepable, closed: Keepable): 'LIVE' | 'CARE_STATUS' | 'PROGRESS' | null {
  if (closed.live && !kept.live) return 'LIVE';
  if (closed.careStatus !== 'WITH_PARENTS' && kept.careStatus === 'WITH_PARENTS') return 'CARE_STATUS';
  const progress = ({ watch }: Keepable) => (watch === null ? 0 : PROGRESS[watch]);
  return progress(closed) > progress(kept) ? 'PROGRESS' : null;
}

/** Throws KEEP_THE_OTHER where closing the other one would undo something. */
export function requireKeepable(kept: Keepable, closed: Keepable): void {
  const because = undoneByKeeping(kept, closed);
  if (because !== null) throw keepTheOther({ field: 'keep' }, { because });
}
