// node test/security/print-matrix.mjs: prints who may do what as the built code says now; compare it to
// authorisation-matrix.md. Each service in a process of its own, because they can't share one.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EXTERNAL_ROLES } from '@kamkor/principal';
import { printMatrix } from './matrix-table.ts';

const SERVICES = ['births', 'civil-registry', 'social-benefits'];
const [service] = process.argv.slice(2);

if (service) {
  const { buildSchema } = await import('@kamkor/subgraph');
  const { decisionsOf } = await import('./decisions.ts');
  const { providers, lawOf } = await import(`@kamkor/${service}`);
  const schema = await buildSchema(providers(lawOf({ KAMKOR_PROFILE: 'KG' })));
  process.stdout.write(JSON.stringify(Object.fromEntries(decisionsOf(schema))));
} else {
  const matrix = {};
  for (const name of SERVICES) {
    matrix[name] = JSON.parse(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), name], { encoding: 'utf8' }),
    );
  }
  process.stdout.write(printMatrix(matrix, EXTERNAL_ROLES));
}
