import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError, EXIT_CONFIGURATION } from './config.js';
import { createLogger, type Logger } from './log.js';

/** A process's life, handed to its `start`. */
export interface Life {
  readonly log: Logger;
  /** True from the first SIGTERM or SIGINT. */
  readonly stopping: () => boolean;
  /** Adds a step of the stop. The step added last runs first, so what was opened first is closed last. */
  onStop(what: string, work: () => unknown): void;
}

export interface ProcessOptions {
  readonly name: string;
  /** Starts everything and gives the port that is listened on. Configuration is read in here. */
  readonly start: (life: Life) => Promise<{ readonly port: number }>;
  /** Runs before the steps added with `onStop`. */
  readonly stop?: () => unknown;
  /** Milliseconds for the whole stop; after it the process exits with 1. */
  readonly stopWithin?: number;
}

const STOP_WITHIN_MS = 20_000;
/** How long an interrupted start is waited for; then what it has opened is closed. */
const START_MAY_END_MS = 3_000;

/**
 * Runs a process until it is told to stop. Prints one line with `"msg":"ready","port":n` once it serves.
 * Exit codes: 0 stopped in order, 1 failed, 78 configuration.
 */
export function runProcess({ name, start, stop, stopWithin = STOP_WITHIN_MS }: ProcessOptions): void {
  const log = createLogger(name);
  const steps: { what: string; work: () => unknown }[] = [];
  let stopping = false;
  dieOfUnexpected(log);

  const end = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('stop took too long');
      process.exit(1);
    }, stopWithin).unref();
    await Promise.race([started, delay(START_MAY_END_MS)]);
    process.exit((await stopInOrder(stop ? [...steps, { what: name, work: stop }] : steps, log)) ? 0 : 1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal));

  const onStop: Life['onStop'] = (what, work) => steps.push({ what, work });
  const started = start({ log, stopping: () => stopping, onStop }).then(
    ({ port }) => log.info({ port }, 'ready'),
    (error: unknown) => process.exit(failed(log, error)),
  );
}

/** Runs something that ends by itself, such as migrations, and exits with the same codes as {@link runProcess}. */
export function runOnce(name: string, work: (log: Logger) => Promise<unknown>): void {
  const log = createLogger(name);
  dieOfUnexpected(log);
  work(log).then(
    () => process.exit(0),
    (error: unknown) => process.exit(failed(log, error)),
  );
}

async function stopInOrder(steps: readonly { what: string; work: () => unknown }[], log: Logger): Promise<boolean> {
  let orderly = true;
  for (const { what, work } of steps.toReversed()) {
    try {
      await work();
      log.debug({ what }, 'stopped');
    } catch (err) {
      orderly = false;
      log.error({ what, err }, 'could not be stopped in order');
    }
  }
  if (orderly) log.info('stopped');
  return orderly;
}

function failed(log: Logger, error: unknown): number {
  if (error instanceof ConfigurationError) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    return EXIT_CONFIGURATION;
  }
  log.fatal({ err: error }, 'could not start');
  return 1;
}

function dieOfUnexpected(log: Logger): void {
  process.on('unhandledRejection', (err) => {
    log.fatal({ err }, 'unhandled rejection');
    process.exit(1);
  });
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'uncaught exception');
    process.exit(1);
  });
}
