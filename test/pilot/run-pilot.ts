import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSystem, stateFolder } from '@kamkor/local';
import { removeDataFolder } from '@kamkor/local-servers';
import { actingDays, STARTS_AT } from './calendar.js';
import { COUNTRY, type Data, Graph } from './graph.js';
import type { PilotSize } from './life.js';
import { play } from './play.js';
import { planPilot } from './population.js';
import { askReport, type Comparison, compare, linesOf } from './report.js';
import type { Deeds } from './stage.js';
import { FOUND_OBSTACLES } from './visits.js';
import { compareLists } from './work-lists.js';

/** What a power cut would lose here is a play that is over in minutes; commits stay ordered and atomic. */
const POSTGRES = { shared_buffers: '64MB', max_wal_size: '512MB', synchronous_commit: 'off' };

export interface PilotRun {
  readonly report: Data;
  /** The report as lines for a person. */
  readonly lines: readonly string[];
  /** Of the report, and of the work lists of officials. */
  readonly comparison: Comparison;
  /** What was done, and how often. */
  readonly deeds: Deeds;
  readonly requests: number;
}

/**
 * Plays the pilot of 2024 on a system of its own, which is gone afterwards: own folder, own ports, legal time from
 * 1 March 2024 on. Everything goes through the public graph with tokens of the local provider.
 */
export async function runPilot(size: PilotSize, tell: (line: string) => void, signal?: AbortSignal): Promise<PilotRun> {
  const children = planPilot(size);
  const folder = await mkdtemp(join(tmpdir(), 'kamkor-pilot-'));
  await chmod(folder, 0o711);
  const state = join(folder, 'state');
  try {
    const system = await startSystem({
      state,
      startsAt: STARTS_AT,
      postgresSettings: POSTGRES,
      log: tell,
      ...(signal ? { signal } : {}),
    });
    const interrupted = new Promise<never>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    try {
      const graph = new Graph(system);
      tell(`${children.length} children on ${actingDays(size.step).length} days, asked of ${system.url}`);
      const played = async () => {
        await playable(graph);
        return await play(system, graph, children, size, tell);
      };
      const stage = await Promise.race([played(), interrupted]);
      const report = await askReport(graph);
      const compared = [compare(report, children), await compareLists(stage, children, actingDays(size.step))];
      const comparison = {
        fields: compared.reduce((sum, { fields }) => sum + fields, 0),
        differences: compared.flatMap(({ differences }) => differences),
      };
      return { report, lines: linesOf(report), comparison, deeds: stage.deeds, requests: graph.asked };
    } finally {
      await system.stop();
    }
  } finally {
    await removeDataFolder(stateFolder(state).data);
    await rm(folder, { recursive: true, force: true });
  }
}

/** An obstacle that the graph offers and the pilot never finds would make its report look better than it is. */
async function playable(graph: Graph): Promise<void> {
  const query = '{ __type(name: "Obstacle") { enumValues { name } } }';
  const offered: string[] = (await graph.ask('registrar', query, {}, COUNTRY)).__type.enumValues.map(
    ({ name }: Data) => name,
  );
  const unknown = offered.filter((name) => !(FOUND_OBSTACLES as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`the pilot does not play the obstacles ${unknown.join(', ')}`);
}
