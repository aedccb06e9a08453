import type { Role } from '@kamkor/principal';

/** SQL that is true where the caller has one of the roles. A subquery, so that it is evaluated once and not for each row. */
export const roleIs = (...roles: readonly Role[]): string =>
  `(SELECT current_setting('kamkor.roles', true) ~ ',(${roles.join('|')}),')`;

/** True for rows of the caller's territory and what lies below it. Nobody's territory contains nothing. */
export const IN_SCOPE = `(territory >= (SELECT current_setting('kamkor.territory_from', true))
  AND territory < (SELECT current_setting('kamkor.territory_to', true)))`;

/** The citizen who asks; null for everybody else. */
export const CALLER = `(SELECT nullif(current_setting('kamkor.person', true), '')::uuid)`;

export const lockDown = (table: string): string =>
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`;
