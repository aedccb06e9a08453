import { bySubject, hasRole, inTerritory, keysOf, listed, literal, ofOwnFacility } from '@kamkor/database';
import { RESPONSIBLE, RESPONSIBLE_BODIES, type ResponsibleBody, ROLES_OF_BODY } from '../src/rules/care-status.js';

/** For functions that do for their caller what the caller's role may not do or see. */
export const BY_OWNER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

/** The caller works for the body that the column names. */
export const ofOwnBody = (column = 'responsible'): string => anyBody((body) => `${column} = ${literal(body)}`);

/** The same where the row says who cares for the child. */
export const CARED_FOR_BY_OWN_BODY = anyBody((body) => `care_status IN ${listed(statusesOf(body))}`);

export const BODY_IN_TERRITORY = `(${inTerritory()} AND ${ofOwnBody()})`;

/** Whoever is sent to families, for either body. */
export const VISITS = hasRole('social-worker', 'social-supervisor', 'guardianship');

/** Whom the report is for. */
export const REPORTERS = hasRole('social-supervisor', 'registrar', 'guardianship', 'auditor');

/** Who notified a birth: a machine of the facility, or who reported one outside of any. */
export const BY_FACILITY = `(${ofOwnFacility()} AND ${hasRole('hospital', 'health-exchange')})`;
export const BY_REPORTER = `(${bySubject('reporter')} AND ${hasRole('community-reporter')})`;

function anyBody(isOf: (body: ResponsibleBody) => string): string {
  const each = RESPONSIBLE_BODIES.map((body) => `(${isOf(body)} AND ${hasRole(...ROLES_OF_BODY[body])})`);
  return `(${each.join('\n    OR ')})`;
}

function statusesOf(body: ResponsibleBody) {
  return keysOf(RESPONSIBLE, (responsible) => responsible === body);
}
