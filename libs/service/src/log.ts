import { describeError } from '@kamkor/errors';
import { transactionStorage } from '@kamkor/persistence';
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

const NEVER_LOGGED = [
  'authorization',
  'cookie',
  'password',
  'token',
  'headers',
  'body',
  'variables',
  'payload',
  'parameters',
  'principal',
  'pin',
  'name',
  'familyName',
  'givenName',
  'patronymic',
  'birthDate',
  'address',
  'phone',
  'mother',
  'father',
  'child',
  'person',
];

/**
 * A logger of one JSON line per fact. Errors go under `err` and are reduced to what names nobody; fields that could
 * hold personal data or secrets are removed up to the third level. Lines written inside a transaction carry its
 * request id and operation by themselves.
 */
export function createLogger(
  process: string,
  level: string = globalThis.process.env.LOG_LEVEL || 'info',
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { process, pid: globalThis.process.pid },
    timestamp: () => `,"at":"${Temporal.Instant.fromEpochMilliseconds(Date.now())}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: NEVER_LOGGED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    serializers: { err: describeError },
    mixin: () => {
      const current = transactionStorage.getStore()?.tx;
      return current ? { request: current.requestId, operation: current.operation } : {};
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
