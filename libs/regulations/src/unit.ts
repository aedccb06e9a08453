import { TERM_UNITS, type TermUnit } from '@kamkor/time';

/** What a value is counted in. Money is whole minor units of the profile's currency: 4,000 som are 400000 tyiyn. */
export const UNITS = [...TERM_UNITS, 'minor-units', 'percent', 'count'] as const;
export type Unit = (typeof UNITS)[number];

export const isTermUnit = (unit: Unit): unit is TermUnit => (TERM_UNITS as readonly string[]).includes(unit);
