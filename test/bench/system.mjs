// A whole local system for a bench: own folder and ports, PostgreSQL with fsync and synchronous_commit on, removed afterwards.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProcessList, startSystem, survivorsOf } from '@kamkor/local';
import { removeDataFolder } from '@kamkor/local-servers';
import { Pool } from 'undici';

export const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
export const rounded = (value, digits = 1) => Number(value.toFixed(digits));
export const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];

/** Starts a system, does the work with it, and ends it whatever happens. */
export async function withSystem(name, settings, work) {
  const folder = await mkdtemp(join(tmpdir(), `kamkor-bench-${name}-`));
  await chmod(folder, 0o711);
  const state = join(folder, 'state');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort(new Error('interrupted')));
  let system;
  try {
    system = await startSystem({
      state,
      signal: stop.signal,
      postgresSettings: { shared_buffers: '512MB', max_wal_size: '4GB', ...settings },
    });
    const interrupted = new Promise((_resolve, reject) =>
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason)),
    );
    return await Promise.race([work(system), interrupted]);
  } finally {
    await system?.stop();
    await removeDataFolder(join(state, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  }
}

/** Asks the graph from a fixed number of connections until the time is over; `next` makes each request's variables. */
export async function load(system, { token, query, next, connections, seconds }) {
  const { origin, pathname: path } = new URL(system.url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const latencies = [];
  const began = performance.now();
  const client = async () => {
    while (performance.now() - began < seconds * 1_000) {
      const sent = performance.now();
      const body = JSON.stringify({ query, variables: next() });
      const answer = await (await pool.request({ method: 'POST', path, headers, body })).body.text();
      latencies.push(performance.now() - sent);
      if (answer.includes('"errors"') || answer.includes('"refusal":{')) throw new Error(answer.slice(0, 500));
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const took = (performance.now() - began) / 1_000;
  await pool.close();
  latencies.sort((one, other) => one - other);
  return { requests: latencies.length, took, p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) };
}

/** What the workers have still to do, by worker. */
export async function backlogOf(system) {
  const workers = survivorsOf(readProcessList(system.state.processes)).filter(({ urls }) => urls.idle);
  const said = await Promise.all(workers.map(async ({ name, urls }) => [name, await (await fetch(urls.idle)).json()]));
  return said.map(([name, { due, outbox, inbox }]) => ({ name, due, outbox, inbox }));
}

export const backlogText = (backlog) =>
  backlog.map(({ name, due, outbox, inbox }) => `${name}: ${outbox} to send, ${inbox} to apply, ${due} due`).join('; ');
