import { arrayOf, type Extension, extend } from '@kamkor/database';
import type { Role } from '@kamkor/principal';

/** What of a service's trail a mother may learn, in the words of the trail. Names are codes; nothing else is open. */
export interface MothersView {
  /** SQL of the ids of the children whom she has, for the caller who is set. */
  readonly children: string;
  /** Groups of fields that she may see herself. */
  readonly groups: readonly string[];
  /** Types of records whose changes she may see herself. */
  readonly subjects: readonly string[];
  /** Root fields of queries and mutations whose names tell nothing else. */
  readonly fields: readonly string[];
  /** Types and events of the same kind: `Reference.Person`, `event:BirthNotified`, `deadline:CERTIFICATE_APPLICATION`. */
  readonly others: readonly string[];
  /** Root fields under which a social worker's read is open as well: lists in which every child of the place stands. */
  readonly lists?: readonly string[];
}

/** Whoever looks in these roles protects somebody, helps in hardship, or examines: that they looked tells of it. */
const NEVER: readonly Role[] = ['guardianship', 'benefits-specialist', 'auditor', 'admin'];
const SOCIAL: readonly Role[] = ['social-worker', 'social-supervisor'];

const OTHER_CITIZENS: readonly Role[] = ['citizen'];

const fieldsOnly = (kind: string, fields: readonly string[]): string => {
  const one = `(${fields.join('|')})`;
  return `operation ~ '^${kind}[.]${one}([+]${one})*$'`;
};

/** What of the entries of any child is open to her. */
function open({ groups, subjects, fields, others, lists = [] }: MothersView): string {
  const social = lists.length > 0 ? ` OR ${fieldsOnly('Query', lists)}` : '';
  return `NOT withheld_from_person
  AND CASE action WHEN 'READ' THEN field_groups <@ ${arrayOf(groups)} ELSE subject_type = ANY (${arrayOf(subjects)}) END
  AND (${fieldsOnly('(Query|Mutation)', fields)} OR operation = ANY (${arrayOf(others)}))
  AND NOT actor_roles && ${arrayOf(NEVER)} AND (NOT actor_roles && ${arrayOf(SOCIAL)}${social})`;
}

const SUBJECT = `(SELECT nullif(current_setting('kamkor.subject', true), ''))`;

/**
 * The policies with which a mother reads the access log of a child whom she has. What she may not see herself she does not
 * learn that anybody looked at: an entry is open only if everything in it is, so that one that also tells of a visit, a
 * concern or a hardship is left out as a whole.
 *
 * A child that was notified twice is one to her: her log of it has what was written under the other id, while both are one
 * person. Not of a merge that is withheld from her, and no citizen but herself: that somebody else was taken for the mother
 * of the other one is not hers to learn.
 */
export const seenByMother = (view: MothersView): readonly Extension[] => [
  extend({
    table: 'trail_entry',
    policies: `
CREATE POLICY mother_sees_of_child ON trail_entry FOR SELECT TO kamkor_app
  USING (person = ANY (ARRAY(${view.children})) AND ${open(view)});
CREATE POLICY mother_sees_of_merged_child ON trail_entry FOR SELECT TO kamkor_app USING (
  person = ANY (ARRAY(SELECT m.person FROM merged_person m
    WHERE m.kept = ANY (ARRAY(${view.children})) AND NOT m.withheld))
  AND (NOT actor_roles && ${arrayOf(OTHER_CITIZENS)} OR actor = ${SUBJECT}) AND ${open(view)});`,
  }),
  extend({
    table: 'merged_person',
    policies: `
CREATE POLICY mother_sees_of_child ON merged_person FOR SELECT TO kamkor_app
  USING (kept = ANY (ARRAY(${view.children})) AND NOT withheld);`,
  }),
];
