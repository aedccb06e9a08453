import { EXTERNAL_ROLES, NOBODY, type Principal, type Role } from '@kamkor/principal';

/** Names of the claims; a dot leads into an object (`realm_access.roles`). */
export interface ClaimNames {
  readonly roles: string;
  readonly territory: string;
  readonly facilities: string;
  readonly organisation: string;
  readonly scope: string;
  readonly pin: string;
}

export const DEFAULT_CLAIMS: ClaimNames = {
  roles: 'roles',
  territory: 'territory',
  facilities: 'facilities',
  organisation: 'organisation',
  scope: 'scope',
  pin: 'pin',
};

export interface Identity {
  readonly principal: Principal;
  /** National identifier of a citizen. It leaves the gateway for the civil registry only. */
  readonly pin: string | null;
}

const PIN = /^[0-2](0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d{2}\d{5}$/;
const TERRITORY = /^[A-Z]{2}(-[A-Z0-9]{1,8}){0,6}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const SUBJECT = /^[\x21-\x7e]{1,128}$/;
const RESERVED_SUBJECT = /^(anonymous$|service:)/;

/**
 * Turns a verified token's claims into who the caller is. A malformed claim gives no right. Where the subject
 * could pass for one of our own services, or is itself a national identifier, it gives null, and the token is refused.
 */
export function identityFrom(claims: Readonly<Record<string, unknown>>, names: ClaimNames): Identity | null {
  const subject = claims.sub;
  const pin = textAt(claims, names.pin, /^\d{14}$/);
  if (typeof subject !== 'string' || !SUBJECT.test(subject) || RESERVED_SUBJECT.test(subject)) return null;
  if (subject === pin || PIN.test(subject)) return null;

  const roles = listAt(claims, names.roles).filter((role): role is Role => EXTERNAL_ROLES.includes(role as never));
  const principal: Principal = {
    ...NOBODY,
    subject,
    roles: roles.length > 0 ? [...new Set(roles)] : NOBODY.roles,
    scopes: listAt(claims, names.scope).filter((scope) => CODE.test(scope)),
    territory: textAt(claims, names.territory, TERRITORY),
    organisation: textAt(claims, names.organisation, CODE),
    facilities: listAt(claims, names.facilities).filter((facility) => CODE.test(facility)),
  };
  return { principal, pin: roles.includes('citizen') ? pin : null };
}

function valueAt(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((at, part) => {
    return typeof at === 'object' && at !== null && Object.hasOwn(at, part)
      ? (at as Record<string, unknown>)[part]
      : null;
  }, claims);
}

function textAt(claims: Readonly<Record<string, unknown>>, name: string, form: RegExp): string | null {
  const value = valueAt(claims, name);
  return typeof value === 'string' && form.test(value) ? value : null;
}

/**
 * A list of texts, or one text with blanks between (OAuth's form of `scope`). An entry that is no text counts for nothing
 * and spoils no other.
 */
function listAt(claims: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = valueAt(claims, name);
  if (typeof value === 'string') return value.split(' ').filter(Boolean).slice(0, 200);
  return Array.isArray(value) ? value.slice(0, 200).filter((item): item is string => typeof item === 'string') : [];
}
