import { NOBODY, type Principal } from '@kamkor/principal';

/** A principal for tests: `aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' })`; what is not said is empty. */
export const aPrincipal = (said: Partial<Principal> = {}): Principal => ({
  ...NOBODY,
  subject: said.roles?.[0] ? `test:${said.roles[0]}` : 'test:nobody',
  ...said,
});

/** A citizen with a record of their own. */
export const aCitizen = (person: string): Principal =>
  aPrincipal({ subject: `test:citizen:${person}`, roles: ['citizen'], person });
