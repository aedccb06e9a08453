// npm run token -- <role> [--territory KG-C-03] [--facility KG-C-03-F01]: prints nothing but the bearer token.
import { parseArgs } from 'node:util';
import { DEMO_MACHINES, DEMO_PEOPLE, requestToken, whoFits } from '@kamkor/identity';
import { runCommand } from './command.js';
import { readProcessList, survivorsOf } from './system/process-list.js';
import { stateFolder } from './system/state-folder.js';

const ROLES = [...new Set([...DEMO_MACHINES, ...DEMO_PEOPLE].map(({ role }) => role))].join(', ');
const USAGE = `npm run token -- <role> [--territory KG-C-03] [--facility KG-C-03-F01]\nRoles: ${ROLES}`;

await runCommand(USAGE, async (args) => {
  const options = { territory: { type: 'string' }, facility: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [role, ...more] = positionals;
  if (!role || more.length > 0) throw new Error(`Usage: ${USAGE}`);
  whoFits(role, values);
  const state = stateFolder();
  const identity = survivorsOf(readProcessList(state.processes)).find((one) => one.role === 'identity');
  if (!identity) throw new Error('the identity provider is not running: start the system first with npm start');
  console.log(await requestToken({ issuer: identity.urls.base!, folder: state.identity, role, ...values }));
});
