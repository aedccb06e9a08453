/** PostgreSQL going down or not up yet, and a connection that broke, was refused or did not come about. */
const CODES = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the driver says in these cases where it gives no code. */
const SENTENCES =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether the database was gone, instead of refusing a statement. Then nobody knows whether a COMMIT took place. */
export function isConnectionLost(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { driverError, cause, code, message, name } = error as Record<string, unknown>;
  if (isConnectionLost(driverError ?? cause)) return true;
  // TypeORM gives up the runner of a broken connection, and whatever comes after it on that connection finds it so.
  return CODES.test(String(code)) || SENTENCES.test(String(message)) || name === 'QueryRunnerAlreadyReleasedError';
}
