import { tx } from '@kamkor/persistence';
import { hasRole, type Principal } from '@kamkor/principal';
import { inSubtree } from '@kamkor/subgraph';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** The properties of a list's rows that say whose they are; what a kind of caller has no column for, it sees nothing of. */
export interface ScopeColumns {
  readonly territory: string;
  readonly mother?: string;
  readonly facility?: string;
  readonly reporter?: string;
}

type CallerKind = 'OFFICIAL' | 'MACHINE' | 'REPORTER' | 'PERSON';

function kindsOf(principal: Principal): CallerKind[] {
  const is = {
    OFFICIAL: hasRole(principal, ['registrar', 'social-worker', 'social-supervisor', 'guardianship']),
    MACHINE: hasRole(principal, ['hospital', 'health-exchange']),
    REPORTER: hasRole(principal, ['community-reporter']),
    PERSON: principal.person !== null,
  } satisfies Record<CallerKind, boolean>;
  return (Object.keys(is) as CallerKind[]).filter((kind) => is[kind]);
}

/**
 * States the caller's own scope beside the row-level policy, which decides: the policy is a choice between several
 * conditions, which no index serves; this is the one that holds. A caller of several kinds is left to the policy alone.
 */
export function ownScope<Row extends ObjectLiteral>(
  list: SelectQueryBuilder<Row>,
  columns: ScopeColumns,
): SelectQueryBuilder<Row> {
  const { principal } = tx();
  const [kind, ...others] = kindsOf(principal);
  if (kind === undefined || others.length > 0) return list;
  // Without a territory: from '' to '.', before every code.
  if (kind === 'OFFICIAL') return inSubtree(list, columns.territory, principal.territory ?? '', 'own');
  const [column, values] = {
    MACHINE: [columns.facility, principal.facilities] as const,
    REPORTER: [columns.reporter, [principal.subject]] as const,
    PERSON: [columns.mother, [principal.person]] as const,
  }[kind];
  return column ? list.andWhere(`${column} = ANY (:ownValues)`, { ownValues: values }) : list.andWhere('false');
}
