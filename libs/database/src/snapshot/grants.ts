import type { RoleName } from './snapshot.js';

export interface Grant {
  readonly grantee: string;
  readonly privilege: string;
  readonly grantable: boolean;
  /** Of one column only. */
  readonly column?: string | null;
}

/** SQL: a JSON array of the rights that others than the owner have, by the ACL in `acl` or the built-in one of its kind. */
export const grantsIn = (acl: string, kind: 'r' | 's' | 'f' | 'n' | 'T', owner: string): string => `
  (SELECT json_agg(json_build_object('grantee', CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END,
     'privilege', a.privilege_type, 'grantable', a.is_grantable))
   FROM aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) a WHERE a.grantee <> ${owner})`;

/** One `GRANT` a grantee, in alphabetical order. */
export function grantsText(on: string, grants: readonly Grant[], name: RoleName): string[] {
  const grantees = [...new Set(grants.map(({ grantee }) => grantee))].sort();
  return grantees.map((grantee) => {
    const own = grants.filter((grant) => grant.grantee === grantee);
    const rights = [...new Set(own.map((grant) => rightOf(grant)))].sort().map((right) => {
      const of = own.filter((grant) => rightOf(grant) === right);
      const columns = of.map(({ column }) => column).filter((column) => typeof column === 'string');
      return columns.length > 0 ? `${of[0]!.privilege} (${columns.sort().join(', ')})` : right;
    });
    const grantable = own.some((grant) => grant.grantable) ? ' WITH GRANT OPTION' : '';
    return `GRANT ${rights.join(', ')} ON ${on} TO ${name(grantee)}${grantable};`;
  });
}

const rightOf = ({ privilege, column }: Grant): string => (typeof column === 'string' ? `${privilege} (…)` : privilege);
