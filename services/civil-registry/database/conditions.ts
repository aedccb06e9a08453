import { hasRole, inTerritory, ofOwnChild } from '@kamkor/database';

// Conditions that only the registry's policies and functions have.

/** A mother's child, unless it is to be kept from her. */
export const OWN_CHILD = ofOwnChild('mother', 'NOT withheld_from_mother');

export const REGISTRAR_OF_TERRITORY = `${hasRole('registrar')} AND ${inTerritory()}`;

/** Set by the functions that merge, for as long as they do: the owner sees and writes rows of every territory then. */
export const MERGING = `(SELECT current_setting('kamkor.merging', true) = 'on')`;

/** Somebody asks, whoever it is. */
export const SOMEBODY = `(SELECT nullif(current_setting('kamkor.subject', true), '') IS NOT NULL)`;

/** A function of the owner: it sees what the owner's policies show, whoever calls it. */
export const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
