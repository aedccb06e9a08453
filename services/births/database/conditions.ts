import { bySubject, hasRole, inTerritory, keysOf, listed, literal, ofOwnChild, ofOwnFacility } from '@kamkor/database';
import {
  CARE_STATUSES,
  type CareStatus,
  isApart,
  RESPONSIBLE,
  RESPONSIBLE_BODIES,
  type ResponsibleBody,
  ROLES_OF_BODY,
} from '../src/rules/care-status.js';

/** For functions that do what their caller's role may not do or see. */
export const BY_OWNER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

/** The legal time of the transaction, for a trigger, which has no parameters. */
export const LEGAL_NOW = `coalesce(nullif(current_setting('kamkor.now', true), '')::timestamptz, now())`;

/** The child is with its parents. */
export const withParents = (column = 'care_status'): string =>
  `${column} IN ${listed(statuses((one) => !isApart(one)))}`;
/** The child is apart from its parents. */
export const apart = (column = 'care_status'): string => `${column} IN ${listed(statuses(isApart))}`;

/** A mother sees what concerns her child while she has it; once she has not, she does not even see that there is something. */
export const OF_OWN_CHILD = ofOwnChild('mother_person', withParents());

/** The caller works for the body that the column names. */
export const ofOwnBody = (column = 'responsible'): string => anyBody((body) => `${column} = ${literal(body)}`);

/** The same where the row says who cares for the child. */
export const CARED_FOR_BY_OWN_BODY = anyBody((body) => `care_status IN ${listed(statusesOf(body))}`);

export const BODY_IN_TERRITORY = `(${inTerritory()} AND ${ofOwnBody()})`;

/** Whoever is sent to families, for either body. */
export const VISITS = hasRole(...ROLES_OF_BODY.SOCIAL_UNIT, ...ROLES_OF_BODY.GUARDIANSHIP);

/** Those whom the report is for. */
export const REPORTERS = hasRole('social-supervisor', 'registrar', 'guardianship', 'auditor');

/** The caller notified the birth: as a machine of the facility, or as the reporter of a birth outside of any. */
export const BY_FACILITY = `(${ofOwnFacility()} AND ${hasRole('hospital', 'health-exchange')})`;
export const BY_REPORTER = `(${bySubject('reporter')} AND ${hasRole('community-reporter')})`;

function anyBody(isOf: (body: ResponsibleBody) => string): string {
  const each = RESPONSIBLE_BODIES.map((body) => `(${isOf(body)} AND ${hasRole(...ROLES_OF_BODY[body])})`);
  return `(${each.join('\n    OR ')})`;
}

function statusesOf(body: ResponsibleBody): CareStatus[] {
  return keysOf(RESPONSIBLE, (responsible) => responsible === body);
}

function statuses(wanted: (status: CareStatus) => boolean): CareStatus[] {
  return CARE_STATUSES.filter(wanted);
}
