import { freePort, portIsFree } from '@kamkor/local-servers';
import { readJson, type StateFolder, writeWhole } from './state-folder.js';

/**
 * The port of each name. A system keeps its ports from start to start where they are still free, so that tokens (their
 * issuer has a port in it) and a database client's settings stay good.
 */
export async function portsFor(
  state: StateFolder,
  names: readonly string[],
  chosen: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const before = (await readJson<Record<string, number>>(state.ports)) ?? {};
  const ports: Record<string, number> = {};
  for (const name of names) {
    const kept = before[name];
    ports[name] = chosen[name] || (kept && (await portIsFree(kept)) ? kept : await freePort());
  }
  await writeWhole(state.ports, ports);
  return ports;
}
