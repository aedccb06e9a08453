/** Who a request is made for. Made by the gateway alone, signed, and believed by a subgraph only with that signature. */
export interface Principal {
  /** Stable and opaque: the token's subject, or `service:<name>` for a worker. Never a national identifier. */
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly string[];
  /** Root of the subtree of territories an official may see, such as `KG-C-03`; null: none. */
  readonly territory: string | null;
  readonly organisation: string | null;
  /** Facilities a machine may notify for. */
  readonly facilities: readonly string[];
  /** The registry's id of the citizen; null for everybody else. */
  readonly person: string | null;
}

export const ROLES = [
  'public',
  'hospital',
  'health-exchange',
  'community-reporter',
  'registrar',
  'social-worker',
  'social-supervisor',
  'guardianship',
  'benefits-specialist',
  'citizen',
  'auditor',
  'admin',
  'gateway',
  'worker',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles that a person or machine outside the system can hold. */
export const EXTERNAL_ROLES = ROLES.filter((role) => role !== 'gateway' && role !== 'worker');

export const NOBODY: Principal = Object.freeze({
  subject: 'anonymous',
  roles: ['public'] as const,
  scopes: [],
  territory: null,
  organisation: null,
  facilities: [],
  person: null,
});

/** The principal of a service's own worker; its rights in the database come from its database role, not from this. */
export const workerPrincipal = (service: string): Principal => ({
  ...NOBODY,
  subject: `service:${service}`,
  roles: ['worker'],
});

/** Whether one of the roles is held; what is open to the public is open to everybody. */
export const hasRole = (principal: Principal, allowed: readonly Role[]): boolean =>
  allowed.includes('public') || principal.roles.some((role) => allowed.includes(role));
