// Entry of every npm script: node infra/toolchain/run.mjs <command> [arguments]. Builtins only, runs on any Node from 20 on.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { bootstrap, cleanEnvironment, NODE, ROOT } from './bootstrap.mjs';
import { CHOICES, COMMANDS, UNBUILT } from './commands.mjs';

const [command, ...args] = process.argv.slice(2);

if (!Object.hasOwn(COMMANDS, command ?? '')) {
  console.error(`Usage: npm run <${Object.keys(COMMANDS).join('|')}>`);
  process.exit(2);
}
const choices = CHOICES[command];
if (choices && !choices.includes(args[0])) {
  console.error(`Usage: npm run ${command} -- ${choices.join('|')}`);
  process.exit(2);
}

/** Runs the pinned Node, hands signals on to it, and gives its exit code as a shell would. */
async function node(nodeArgs) {
  const child = spawn(NODE, nodeArgs, { cwd: ROOT, env: cleanEnvironment(), stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

try {
  await bootstrap();
  const built = UNBUILT.has(command) ? 0 : await node(['infra/toolchain/build.mjs', '--quiet']);
  if (built !== 0) process.exit(built);
  const script = COMMANDS[command](args);
  process.exit(await node([...script, ...(choices ? args.slice(1) : args)]));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
