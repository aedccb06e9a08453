import { isUuid } from '../schema/scalars.js';
import { decodeCursor, encodeCursor } from './page.js';
import { cursorInvalid } from './page-refusals.js';

/** A place in a list ordered by an instant of millisecond precision, then id. */
export const encodeInstantCursor = (instant: Temporal.Instant, id: string): string =>
  encodeCursor([String(instant.epochMilliseconds), id]);

export function decodeInstantCursor(cursor: string): { instant: Temporal.Instant; id: string } {
  const [ms = '', id = ''] = decodeCursor(cursor, 2);
  if (!/^-?\d{1,14}$/.test(ms) || !isUuid(id)) throw cursorInvalid({ field: 'after' });
  return { instant: Temporal.Instant.fromEpochMilliseconds(Number(ms)), id };
}
