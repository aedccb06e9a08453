import { catalogChecks } from './checks/catalog.js';
import { matrixChecks } from './checks/matrix.js';
import { nastyInputChecks } from './checks/nasty-inputs.js';
import { statementChecks } from './checks/statements.js';
import { territoryChecks } from './checks/territory.js';
import { bootService, type Ready, type ServiceDefinition } from './service-under-test.js';

import.meta.jest.setTimeout(120_000);

/** All security tests of one service. One service a file: two can't be booted in one process. */
export function securityOf(service: ServiceDefinition): void {
  describe(`security of ${service.name}`, () => {
    let ready: Ready;
    beforeAll(async () => {
      ready = await bootService(service);
    }, 60_000);
    afterAll(() => ready?.close());
    const get = () => ready;

    matrixChecks(service.name, get);
    territoryChecks(get);
    catalogChecks(get);
    statementChecks(get);
    nastyInputChecks(get);
  });
}
