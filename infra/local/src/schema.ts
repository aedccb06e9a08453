import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { temporaryPostgres } from '@kamkor/local-servers';
import { driftOf, driftOfModel, makeBoth } from './schema/drift.js';
import { writeInitial } from './schema/initial.js';
import { modelOf, modelOfUnit } from './schema/model.js';
import { migratedIn, snapshotOfUnit } from './schema/units.js';
import { ROOT } from './system/root.js';

const USAGE = `usage: npm run schema [-- --check | --write | --initial <service or lib>]
  --check    (default) says what has drifted: graph schemas, databases of files, of migrations, and their snapshots
  --write    writes each service's schema.graphql, the supergraph, and each service's database/{snapshot.sql,model.md}
  --initial  makes the initial migration anew from the files in database/, while nothing is released`;

type Mode = 'check' | 'write';

/** Compares or writes the snapshots of all services' databases. Gives what has drifted. */
async function databases(mode: Mode): Promise<string[]> {
  const starting = temporaryPostgres('kamkor-schema-', { settings: { fsync: 'off' } });
  const end = async (signal: NodeJS.Signals) => {
    await starting.then((started) => started.stop()).catch(() => undefined);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  const server = await starting;
  try {
    const units = await migratedIn(ROOT);
    // Every one ends before the server does, also where one fails.
    const outcomes = await Promise.allSettled(
      units.map(async (unit) => {
        const made = await makeBoth(unit, server.adminUrl);
        const [file, picture] = [join(ROOT, snapshotOfUnit(unit)), join(ROOT, modelOfUnit(unit))];
        const model = modelOf(unit.database, made.snapshot);
        if (mode === 'write') {
          await writeFile(file, made.snapshot);
          await writeFile(picture, model);
        }
        const read = (path: string) => readFile(path, 'utf8').catch(() => '');
        return [...driftOf(unit, made, await read(file)), ...driftOfModel(unit, model, await read(picture))];
      }),
    );
    return outcomes.flatMap((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
  } finally {
    await server.stop();
  }
}

/** The graph's schemas are the gateway's business: its command prints what it has to say. */
function graph(mode: Mode): Promise<boolean> {
  const child = spawn(process.execPath, [join(ROOT, 'gateway/dist/src/compose.js'), `--${mode}`], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function run([option = '--check', name, ...more]: readonly string[]): Promise<number> {
  if (option === '--initial' && name && more.length === 0) {
    console.log(`${relative(ROOT, await writeInitial(ROOT, name))} is written`);
    return 0;
  }
  if ((option !== '--check' && option !== '--write') || name !== undefined) {
    console.error(USAGE);
    return 2;
  }
  const mode = option.slice(2) as Mode;
  const [graphIsRight, drift] = await Promise.all([graph(mode), databases(mode)]);
  if (drift.length > 0) console.error(drift.join('\n\n'));
  return graphIsRight && drift.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
