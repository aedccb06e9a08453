import { setTimeout as sleep } from 'node:timers/promises';
import { parseShift } from '@kamkor/time';
import { readProcessList, survivorsOf } from '../system/process-list.js';
import { readJson, type StateFolder, stateFolder, writeWhole } from '../system/state-folder.js';

export interface ClockMoved {
  /** Legal time after the move. */
  readonly now: Temporal.Instant;
  readonly offsetMs: number;
  /** How long it took until everything that fell due was worked off, real milliseconds. */
  readonly settledInMs: number;
}

export interface MoveOptions {
  /** Real milliseconds to wait for the workers to become idle. */
  readonly patienceMs?: number;
  readonly tell?: (line: string) => void;
}

type Where = { readonly state: StateFolder } | string | undefined;

/** By how much legal time of the system in a state folder is ahead of real time. */
export async function clockOffset(state: StateFolder): Promise<number> {
  return (await readJson<{ offsetMs: number }>(state.clock))?.offsetMs ?? 0;
}

/**
 * Moves legal time of a running local system forward by `+61d`, `+3h`, `+60d23h` … and resolves when every process has
 * confirmed it and the workers have nothing more to do, including what that caused elsewhere.
 * Throws when a process does not confirm, and names who is still busy when `patienceMs` (default two minutes) are over.
 */
export async function moveClock(where: Where, shift: string, options: MoveOptions = {}): Promise<ClockMoved> {
  const began = performance.now();
  const state = where && typeof where === 'object' ? where.state : stateFolder(where);
  const shiftMs = parseShift(shift);
  const clocks = survivorsOf(readProcessList(state.processes)).filter(({ urls }) => urls.clock);
  if (clocks.length === 0) throw new Error('no process is running: start the system first with npm start');
  const offsetMs = (await clockOffset(state)) + shiftMs;
  await writeWhole(state.clock, { offsetMs });
  await Promise.all(clocks.map(({ name, urls }) => confirm(name, urls.clock!, offsetMs)));
  options.tell?.(`${clocks.length} processes have the new time`);
  await untilSettled(state, options.patienceMs ?? 120_000);
  const now = Temporal.Now.instant().add({ milliseconds: offsetMs });
  return { now, offsetMs, settledInMs: Math.round(performance.now() - began) };
}

async function confirm(name: string, url: string, offsetMs: number): Promise<void> {
  let answer: { offsetMs?: number };
  try {
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    answer = (await response.json()) as typeof answer;
  } catch (error) {
    throw new Error(`${name} did not confirm the new time: ${(error as Error).message}`, { cause: error });
  }
  if (answer.offsetMs !== offsetMs) {
    throw new Error(`${name} has another time: ${answer.offsetMs} ms ahead instead of ${offsetMs} ms`);
  }
}

interface Work {
  readonly idle: boolean;
  readonly due: number;
  readonly outbox: number;
  readonly inbox: number;
}

/**
 * Waits until all workers said "idle" in two rounds, one after the other. One round is not enough: while one worker
 * after the other is asked, an event may leave the last for the first.
 */
export async function untilSettled(state: StateFolder, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  for (let quiet = 0; quiet < 2; await sleep(60)) {
    const workers = survivorsOf(readProcessList(state.processes)).filter(({ urls }) => urls.idle);
    const answers = await Promise.all(
      workers.map(async ({ name, urls }) => ({ name, work: await workOf(urls.idle!) })),
    );
    const busy = answers.filter(({ work }) => !work?.idle);
    quiet = busy.length === 0 ? quiet + 1 : 0;
    if (quiet < 2 && performance.now() > until) {
      const who = busy.map(({ name, work }) => `${name} (${work ? describe(work) : 'does not answer'})`);
      throw new Error(
        `not everything was worked off within ${patienceMs / 1_000} s. Still busy: ${who.join('; ')}. Is the queue running? Logs: ${state.logs}`,
      );
    }
  }
}

const describe = ({ due, outbox, inbox }: Work) => `${due} deadlines due, ${outbox} events to send, ${inbox} to apply`;

async function workOf(url: string): Promise<Work | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return response.ok ? ((await response.json()) as Work) : undefined;
  } catch {
    return undefined;
  }
}
