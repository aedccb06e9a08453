/** Serialisation failure (also of a row that was moved to another partition) and deadlock. */
const CODES = /^40(001|P01)$/;

/** Whether another transaction came first, so that this one was rolled back and the same work may succeed now. */
export function isOvertaken(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { driverError, cause, code } = error as Record<string, unknown>;
  return CODES.test(String(code)) || isOvertaken(driverError ?? cause);
}
