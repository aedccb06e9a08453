import type { Role } from '@kamkor/principal';
import { Extensions } from '@nestjs/graphql';

/** Who may use an operation, read an entity type by reference, or read a field added to another service's entity. */
export interface Policy {
  readonly roles: readonly Role[];
  /** What the trail gives as the reason where the caller states none. */
  readonly purpose?: string;
}

/** Every read of such a type is recorded: whose record it is and which group of fields was seen. */
export interface Trailed<Row = never> {
  readonly group: string;
  readonly subjectType: string;
  /** The person's id; null while the registry has not identified the person yet. */
  readonly person: (row: Row) => string | null;
  readonly subject: (row: Row) => string | null;
  /** Reads that the person must not learn of, because that would endanger somebody. */
  readonly withheld?: (row: Row) => boolean;
}

export const POLICY = 'kamkorPolicy';
export const CONTRIBUTED = 'kamkorContributed';
export const TRAILED = 'kamkorTrailed';

/** Declares a policy on a query, a mutation, an entity type or a contributed field. Where it is missing the boot fails. */
export const Allow = (policy: Policy) => Extensions({ [POLICY]: policy });

/** Marks a stub of an entity that another service owns; every field added to it needs its own `@Allow`. */
export const Contributed =
  (owner: string): ClassDecorator =>
  (type) => {
    contributedTypes.push(type);
    Extensions({ [CONTRIBUTED]: owner })(type);
  };

/** Stubs are part of the schema even where no field of this service leads to them. */
export const contributedTypes: object[] = [];

export const TrailedRead = <Row>(trailed: Trailed<Row>) => Extensions({ [TRAILED]: trailed });
