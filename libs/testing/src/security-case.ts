import type { Principal, Role } from '@kamkor/principal';
import { aPrincipal } from './principals.js';
import type { ServiceUnderTest } from './service-under-test.js';

/** Where the officials of the security tests work, and where none of them may look. Both hold rows. */
export const HERE = 'KG-C-03';
export const ELSEWHERE = 'KG-O-02';
/** How many rows of everything there are HERE: enough for a page of 50 to differ from a page of one. */
export const ROWS = 52;

/** The rows that the service was given to start with. */
export interface Rows {
  /** A real row HERE by type, for every entity type of the graph. */
  readonly ids: Readonly<Record<string, string>>;
  /** The same ELSEWHERE, for the types whose rows belong to a territory. */
  readonly elsewhere: Readonly<Record<string, string>>;
  /** The citizen whose records these are. */
  readonly citizen: string;
  readonly facility: string;
}

/** A call that the use case accepts, so that each nasty value in it is the only thing wrong. */
export interface GoodCall {
  readonly role: Role;
  /** Made again after a nasty variant was accepted: what that changed could be the only reason to refuse the next one. */
  readonly next: () => Record<string, unknown> | Promise<Record<string, unknown>>;
}

/** What the security tests need of a service: `src/testing/security.ts` in its folder, under the name `security`. */
export interface SecurityCase<Deadlines> {
  /** Fills the database through the service's own use cases. */
  readonly fill: (booted: ServiceUnderTest<Deadlines>) => Promise<Rows>;
  /** For every mutation of the schema. */
  readonly goodCalls: (rows: Rows, booted: ServiceUnderTest<Deadlines>) => Readonly<Record<string, GoodCall>>;
}

/** Somebody of a role as they really are: an official HERE, a citizen with a record, a machine of its facility. */
export function somebody(role: Role, { citizen, facility }: Pick<Rows, 'citizen' | 'facility'>): Principal {
  if (role === 'citizen') return aPrincipal({ subject: 'test:citizen', roles: [role], person: citizen });
  if (role === 'hospital' || role === 'health-exchange') return aPrincipal({ roles: [role], facilities: [facility] });
  if (role === 'public') return aPrincipal({ subject: 'anonymous', roles: [role] });
  if (role === 'auditor' || role === 'admin') return aPrincipal({ roles: [role], territory: 'KG' });
  return aPrincipal({ roles: [role], territory: HERE });
}
