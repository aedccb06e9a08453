// node test/security/print-matrix.mjs: prints who may do what as the built code says now; compare it to
// authorisation-matrix.md. Each service in a process of its own, because they can't share one.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EXTERNAL_ROLES } from '@kamkor/principal';
import { servicesIn } from '../../infra/toolchain/services.mjs';
import { printMatrix } from './matrix-table.ts';

const [name] = process.argv.slice(2);

if (name) {
  const { buildSchema } = await import('@kamkor/subgraph');
  const { decisionsOf } = await import('./decisions.ts');
  const { service } = await import(`../../services/${name}/dist/src/service.js`);
  const schema = await buildSchema(service.open({ KAMKOR_PROFILE: 'KG' }).providers);
  process.stdout.write(JSON.stringify(Object.fromEntries(decisionsOf(schema))));
} else {
  const matrix = {};
  for (const one of servicesIn()) {
    matrix[one] = JSON.parse(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), one], { encoding: 'utf8' }),
    );
  }
  process.stdout.write(printMatrix(matrix, EXTERNAL_ROLES));
}
