import { securityOf } from './security-of.js';

// Jest runs this file once for each service, because two can't be booted in one process: see jest.config.mjs.
const { SERVICE } = globalThis as unknown as { SERVICE: string };
const { service } = await import(`../../services/${SERVICE}/src/service.js`);
const { security } = await import(`../../services/${SERVICE}/src/testing/security.js`);

securityOf(service, security);
