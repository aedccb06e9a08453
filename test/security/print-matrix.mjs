// node test/security/print-matrix.mjs [service]: prints who may do what as the built code says now, in all services or as
// the section of one; compare it to authorisation-matrix.md. Each service in a process of its own, because they can't share one.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EXTERNAL_ROLES } from '@kamkor/principal';
import { servicesIn } from '../../infra/toolchain/services.mjs';
import { printMatrix, printSection } from './matrix-table.ts';

const [name, form] = process.argv.slice(2);

if (name) {
  const { buildSchema } = await import('@kamkor/subgraph');
  const { decisionsOf } = await import('./decisions.ts');
  const { service } = await import(`../../services/${name}/dist/src/service.js`);
  const schema = await buildSchema(service.open({ KAMKOR_PROFILE: 'KG' }).providers);
  const decisions = Object.fromEntries(decisionsOf(schema));
  process.stdout.write(
    form === '--json' ? JSON.stringify(decisions) : `${printSection(name, decisions, EXTERNAL_ROLES)}\n`,
  );
} else {
  const matrix = {};
  for (const one of servicesIn()) {
    matrix[one] = JSON.parse(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), one, '--json'], { encoding: 'utf8' }),
    );
  }
  process.stdout.write(printMatrix(matrix, EXTERNAL_ROLES));
}
