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

/** For functions that do for their caller what the caller's role may not do or see. */
export const BY_OWNER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

/** Legal time of the transaction, for a trigger, which has no parameter. */
export const LEGAL_NOW = `coalesce(nullif(current_setting('kamkor.now', true), '')::timestamptz, now())`;

/** The child is with its parents, or apart from them. */
export const withParents = (column = 'care_status'): string =>
  `${column} IN ${listed(statuses((one) => !isApart(one)))}`;
export const apart = (column = 'care_status'): string => `${column} IN ${listed(statuses(isApart))}`;

/** A mother sees what concerns her child while she has it, and not even that there is something once she has not. */
export const OF_OWN_CHILD = ofOwnChild('mother_person', withParents());

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

function statusesOf(body: ResponsibleBody): CareStatus[] {
  return keysOf(RESPONSIBLE, (responsible) => responsible === body);
}

function statuses(wanted: (status: CareStatus) => boolean): CareStatus[] {
  return CARE_STATUSES.filter(wanted);
}
