/** Conditions of row-level policies, over the transaction's settings. None of them holds for an unset principal. */
export const HAS_ROLE = (...roles: readonly string[]): string =>
  `(${roles.map((role) => `(SELECT position(',${role},' IN current_setting('kamkor.roles', true)) > 0)`).join(' OR ')})`;

export const inTerritory = (column: string): string =>
  `(${column} >= (SELECT current_setting('kamkor.territory_from', true))
    AND ${column} < (SELECT current_setting('kamkor.territory_to', true)))`;

export const IN_TERRITORY = inTerritory('territory');

export const OF_OWN_FACILITY = `(facility = ANY ((SELECT coalesce(nullif(current_setting('kamkor.facilities', true), ''), '{}')::text[])::text[]))`;

export const BY_SUBJECT = (column: string): string =>
  `(${column} = (SELECT nullif(current_setting('kamkor.subject', true), '')))`;

/** A mother sees what concerns her child while she has it, and not even that there is something once she has not. */
export const OF_OWN_CHILD = `(mother_person = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid)
    AND care_status = 'WITH_PARENTS')`;

/** Switches row-level security on, for the owner too, and lets the worker's role at the rows it has a grant for. */
export const guarded = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  REVOKE ALL ON ${table} FROM PUBLIC;
  CREATE POLICY ${table}_worker ON ${table} TO kamkor_worker USING (true) WITH CHECK (true);`;
