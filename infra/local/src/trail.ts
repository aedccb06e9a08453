// npm run trail -- verify [service]
import { sayFinding, type TrailReport, verifyTrail } from '@kamkor/trail';
import { runCommand } from './command.js';
import { KAMKOR } from './system/plan.js';
import { readSecrets, stateFolder } from './system/state-folder.js';
import { onWorkerDatabase } from './system/worker-database.js';

const USAGE = `npm run trail -- verify [service]   names every altered, deleted or inserted entry; exit code 1 if there is one
  --head <number>:<hash>            (with a service) also checks that the trail still has this head, noted earlier`;

await runCommand(USAGE, async ([what, ...rest]) => {
  const noted = headIn(rest);
  const [service, ...more] = rest;
  if (what !== 'verify' || more.length > 0 || (noted && !service)) throw new Error(`Usage: ${USAGE}`);
  const key = (await readSecrets(stateFolder()))?.trailKey ?? '';
  let faults = 0;
  for (const name of service ? [service] : KAMKOR.services.map((planned) => planned.name)) {
    const report = await onWorkerDatabase(name, ({ dataSource }) =>
      verifyTrail(dataSource, key, { onFinding: (finding) => console.log(`${name}: ${sayFinding(finding)}`), noted }),
    );
    console.log(`${name}: ${inWords(report)}`);
    faults += report.faults;
  }
  if (faults > 0) process.exitCode = 1;
});

/** Takes `--head number:hash` out of the arguments. */
function headIn(args: string[]): { number: number; hash: string } | undefined {
  const at = args.indexOf('--head');
  if (at < 0) return undefined;
  const match = /^(\d+):([0-9a-f]{64})$/.exec(args.splice(at, 2)[1] ?? '');
  if (!match) throw new Error(`Usage: ${USAGE}`);
  return { number: Number(match[1]), hash: match[2]! };
}

function inWords({ faults, sealed, blocks, unsealed, oldestSeconds, head }: TrailReport): string {
  const waiting =
    unsealed > 0 ? `${unsealed} not sealed yet, the oldest for ${oldestSeconds?.toFixed(1)} s` : 'none waiting';
  const verdict = faults === 0 ? 'nothing is wrong' : counted(faults, 'fault', 'faults');
  return `${verdict}; ${counted(sealed, 'entry', 'entries')} in ${counted(blocks, 'block', 'blocks')}, ${waiting}; head ${head ? `${head.number}:${head.hash}` : 'none'}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
