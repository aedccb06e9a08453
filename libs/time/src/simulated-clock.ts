import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Clock } from './clock.js';

export interface SimulatedClock extends Clock {
  /** By how many milliseconds legal time is ahead of real time. */
  offsetMs(): number;
  /** Reads the file again at once. Throws when it holds no offset. */
  refresh(): Promise<{ now: Temporal.Instant; offsetMs: number }>;
}

const LOOK_EVERY_MS = 500;

/**
 * Legal time of a local system: real time plus the offset in a file `{"offsetMs": number}` that all its processes share.
 * A file that is not there means 0. The first offset may be below 0; from then on time never goes back: an offset smaller
 * than one already seen is ignored.
 * The file is looked at twice a second, so that a process which missed the announcement still follows.
 * Throws when NODE_ENV=production: legal time is not to be moved where it binds anybody.
 */
export function simulatedClock(file: string): SimulatedClock {
  if (process.env.NODE_ENV === 'production') throw new Error('a simulated clock is refused when NODE_ENV=production');
  let offset = Number.NEGATIVE_INFINITY;
  const follow = (text: string) => {
    offset = Math.max(offset, readOffset(text, file));
  };
  const now = () => Temporal.Instant.fromEpochMilliseconds(Date.now() + offset);
  const missing = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return JSON.stringify({ offsetMs: offset });
  };

  const modified = () => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  let seen = -1;
  const look = () => {
    const current = modified();
    if (current === seen) return;
    seen = current;
    if (current > 0) follow(readFileSync(file, 'utf8'));
  };
  look();
  if (seen === 0) offset = 0;
  setInterval(() => {
    try {
      look();
    } catch {
      // An unreadable file is reported by refresh(); time goes on meanwhile.
    }
  }, LOOK_EVERY_MS).unref();

  return {
    now,
    offsetMs: () => offset,
    refresh: async () => {
      follow(await readFile(file, 'utf8').catch(missing));
      return { now: now(), offsetMs: offset };
    },
  };
}

function readOffset(text: string, file: string): number {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const offsetMs = (content as { offsetMs?: unknown } | null | undefined)?.offsetMs;
  if (!Number.isSafeInteger(offsetMs)) throw new Error(`${file} does not hold {"offsetMs": whole number}`);
  return offsetMs as number;
}
