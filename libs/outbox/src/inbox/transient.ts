/**
 * Connection lost (08), resources (53), operator intervention (57), serialisation, deadlock, lock not available. Not
 * 25P02: a handler that goes on after a failed statement is at fault itself.
 */
const TRANSIENT_STATE = /^(08|53|57P)...?$|^57014$|^40001$|^40P01$|^55P03$|^25P03$/;
const TRANSIENT_CODE = /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;

/** Whether the failure says nothing about the event, so that the batch is to be tried again rather than parked. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const given = driverError?.code ?? code;
  if (typeof given === 'string') return TRANSIENT_STATE.test(given) || TRANSIENT_CODE.test(given);
  return /connection (terminated|error|timeout)|not queryable|timeout exceeded when trying to connect/i.test(
    error.message,
  );
}
