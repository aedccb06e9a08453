import type { HardLifeSituation } from './situation.entity.js';

/** A duplicate keeps its dates in case it is opened again; meanwhile nothing is due. */
export const unlessClosed = ({ state }: HardLifeSituation, at: Temporal.Instant | null): Temporal.Instant | null =>
  state === 'CLOSED' ? null : at;
