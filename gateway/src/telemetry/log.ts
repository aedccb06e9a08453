import { describeError } from '@kamkor/errors';
import { type DestinationStream, type Logger, pino } from 'pino';

/** A logger in the form of every other process: one JSON line per fact, errors under `err` reduced to what names nobody. */
export function gatewayLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { process: 'gateway', pid: process.pid },
    timestamp: () => `,"at":"${Temporal.Instant.fromEpochMilliseconds(Date.now())}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}
