// npm run trail -- verify [service]
import { sayFinding, type TrailReport, verifyTrail } from '@kamkor/trail';
import { runCommand } from './command.js';
import { KAMKOR } from './system/plan.js';
import { readSecrets, stateFolder } from './system/state-folder.js';
import { onWorkerDatabase } from './system/worker-database.js';
import { tellProgress } from './trail/tell-progress.js';
import { VerifiedHeads } from './trail/verified-heads.js';
import { verifyOptions } from './trail/verify-options.js';

const USAGE = `npm run trail -- verify [service]   names every altered, deleted or inserted entry; exit code 1 if there is one
  --connections <number>            how many read at the same time, 2 by default
  --since last                      only what followed the last head that was verified and nothing was wrong
  --since <number>:<hash>           (with a service) only what followed this head
  --head <number>:<hash>            (with a service) also checks that the trail still has this head, noted earlier`;

await runCommand(USAGE, async (args) => {
  const command = verifyOptions(args);
  if (!command) throw new Error(`Usage: ${USAGE}`);
  const state = stateFolder();
  const key = (await readSecrets(state))?.trailKey ?? '';
  const heads = new VerifiedHeads(state.verified);
  const { connections, noted } = command;
  let faults = 0;
  for (const name of command.service ? [command.service] : KAMKOR.services.map((planned) => planned.name)) {
    const since = command.since === 'last' ? await heads.of(name) : command.since;
    const report = await onWorkerDatabase(
      name,
      ({ dataSource }) =>
        verifyTrail(dataSource, key, {
          connections,
          noted,
          since,
          onFinding: (finding) => console.log(`${name}: ${sayFinding(finding)}`),
          onProgress: tellProgress(name, console.error),
        }),
      connections,
    );
    console.log(`${name}: ${inWords(report)}${since ? `, since block ${since.number}` : ''}`);
    if (report.faults === 0) await heads.remember(name, report.head);
    faults += report.faults;
  }
  if (faults > 0) process.exitCode = 1;
});

function inWords({ faults, sealed, dropped, blocks, unsealed, oldestSeconds, head }: TrailReport): string {
  const waiting =
    unsealed > 0 ? `${unsealed} not sealed yet, the oldest for ${oldestSeconds?.toFixed(1)} s` : 'none waiting';
  const verdict = faults === 0 ? 'nothing is wrong' : counted(faults, 'fault', 'faults');
  const gone = dropped > 0 ? `, ${dropped} of them dropped with their months` : '';
  return `${verdict}; ${counted(sealed, 'entry', 'entries')} in ${counted(blocks, 'block', 'blocks')}${gone}, ${waiting}; head ${head ? `${head.number}:${head.hash}` : 'none'}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
