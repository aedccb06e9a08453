// CPU time by process of a local system, from /proc; on another system than Linux there is none.
import { readdirSync, readFileSync } from 'node:fs';
import { readProcessList, survivorsOf } from '@kamkor/local';

const TICKS_PER_SECOND = 100;

/** User and system time of a process and of its children that have ended, in milliseconds; with its parent's id. */
function statOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
    return { parent: Number(fields[1]), ms: (ticks * 1_000) / TICKS_PER_SECOND };
  } catch {
    return undefined;
  }
}

/** Milliseconds by process name; PostgreSQL with all its backends. */
export function cpuOf(system) {
  const backends = new Map();
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const { parent, ms } = statOf(pid) ?? {};
    if (parent) backends.set(parent, (backends.get(parent) ?? 0) + ms);
  }
  const running = survivorsOf(readProcessList(system.state.processes));
  return Object.fromEntries(
    running.map(({ name, role, pid }) => [
      name,
      (statOf(pid)?.ms ?? 0) + (role === 'database' ? (backends.get(pid) ?? 0) : 0),
    ]),
  );
}

/** `gateway 3.1 ms, births 4.0 ms`: what one piece of work cost, by process, the most expensive first. */
export function costText(before, after, pieces) {
  return Object.entries(after)
    .map(([name, ms]) => [name, (ms - (before[name] ?? 0)) / pieces])
    .filter(([, ms]) => ms > 0.005)
    .sort(([, one], [, other]) => other - one)
    .map(([name, ms]) => `${name} ${ms.toFixed(2)}`)
    .join(', ');
}
