import type { Role } from '@kamkor/principal';

// Conditions of row-level policies, over the settings of a transaction. None of them holds for an unset principal. What
// they ask of the principal stands in subqueries, so that it is worked out once a statement and not once a row.

const setting = (name: string): string => `nullif(current_setting('kamkor.${name}', true), '')`;

/** The id of the citizen who asks; NULL for everybody else. */
export const CALLER = `(SELECT ${setting('person')}::uuid)`;

/** The caller holds one of these roles. */
export const hasRole = (...roles: readonly [Role, ...Role[]]): string =>
  `(SELECT current_setting('kamkor.roles', true) ~ ',(${roles.join('|')}),')`;

/** The row lies in the caller's territory or below it. Nobody's territory contains nothing. */
export const inTerritory = (column = 'territory'): string =>
  `(${column} >= (SELECT current_setting('kamkor.territory_from', true))
    AND ${column} < (SELECT current_setting('kamkor.territory_to', true)))`;

/** The row is of a facility that the caller acts for. */
export const ofOwnFacility = (column = 'facility'): string =>
  `(${column} = ANY ((SELECT coalesce(${setting('facilities')}, '{}')::text[])::text[]))`;

/** The row was written by the caller. */
export const bySubject = (column: string): string => `(${column} = (SELECT ${setting('subject')}))`;

/** The row is about the citizen who asks. */
export const ofOwnPerson = (column: string): string => `(${column} = ${CALLER})`;

/** The row is about a child of the citizen who asks, and she has it. */
export const ofOwnChild = (mother = 'mother_person', hasIt = `care_status = 'WITH_PARENTS'`): string =>
  `(${mother} = ${CALLER} AND ${hasIt})`;

/** The row is of the organisation that the caller works for. */
export const ofOwnOrganisation = (column: string): string => `(${column} = (SELECT ${setting('organisation')}))`;
