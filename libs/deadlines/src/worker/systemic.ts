/** Connection lost (08), no room (53), shutdown (57P), disk (58), serialisation and deadlock (40). */
const SYSTEMIC = /^(08|53|57P|58|40)/;

/** Whether a failure says nothing about the deadlines of the batch, which then stay pending for the next sweep. */
export function isSystemic(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, driverError } = cause as { code?: unknown; driverError?: { code?: unknown } };
    const state = driverError?.code ?? code;
    if (typeof state === 'string' && state.length === 5 && SYSTEMIC.test(state)) return true;
  }
  return false;
}
