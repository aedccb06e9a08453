import type { DeadlinesOf, Service } from '@kamkor/service-kit';
import type { SecurityCase } from '@kamkor/testing';
import { catalogChecks } from './checks/catalog.js';
import { matrixChecks } from './checks/matrix.js';
import { nastyInputChecks } from './checks/nasty-inputs.js';
import { refusalFieldChecks } from './checks/refusal-fields.js';
import { statementChecks } from './checks/statements.js';
import { territoryChecks } from './checks/territory.js';
import { filled, type Ready } from './service-under-test.js';

import.meta.jest.setTimeout(300_000);

/** All security tests of one service. */
export function securityOf<Deadlines extends DeadlinesOf<Deadlines>>(
  service: Service<Deadlines>,
  security: SecurityCase<Deadlines>,
): void {
  describe(`security of ${service.name}`, () => {
    let ready: Ready;
    beforeAll(async () => {
      ready = await filled(service, security);
    }, 240_000);
    afterAll(() => ready?.close());
    const get = () => ready;

    matrixChecks(service.name, get);
    territoryChecks(get);
    catalogChecks(get);
    statementChecks(get);
    nastyInputChecks(get);
    refusalFieldChecks(get);
  });
}
