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
const NEVER = ['guardianship', 'benefits-specialist', 'auditor', 'admin'];
const SOCIAL = ['social-worker', 'social-supervisor'];

const listed = (codes: readonly string[]): string => `ARRAY[${codes.map((code) => `'${code}'`).join(', ')}]::text[]`;
const fieldsOnly = (kind: string, fields: readonly string[]): string => {
  const one = `(${fields.join('|')})`;
  return `operation ~ '^${kind}[.]${one}([+]${one})*$'`;
};

/** What of the entries of any child is open to her. */
function open({ groups, subjects, fields, others, lists = [] }: MothersView): string {
  const social = lists.length > 0 ? ` OR ${fieldsOnly('Query', lists)}` : '';
  return `NOT withheld_from_person
  AND CASE action WHEN 'READ' THEN field_groups <@ ${listed(groups)} ELSE subject_type = ANY (${listed(subjects)}) END
  AND (${fieldsOnly('(Query|Mutation)', fields)} OR operation = ANY (${listed(others)}))
  AND NOT actor_roles && ${listed(NEVER)} AND (NOT actor_roles && ${listed(SOCIAL)}${social})`;
}

/**
 * The policy with which a mother reads the access log of a child whom she has. What she may not see herself she does not
 * learn that anybody looked at: an entry is open only if everything in it is, so that one that also tells of a visit, a
 * concern or a hardship is left out as a whole.
 */
export const mothersView = (view: MothersView): string => `CREATE POLICY mother_sees_of_child ON trail_entry
  FOR SELECT TO kamkor_app USING (person = ANY (ARRAY(${view.children})) AND ${open(view)})`;

const SUBJECT = `(SELECT nullif(current_setting('kamkor.subject', true), ''))`;

/**
 * The policies with which her log of that child has what was written under another id, while both are one person: to her
 * it is one child. Not of a merge that is withheld from her, and no citizen but herself: that somebody else was taken for
 * the mother of the other one is not hers to learn.
 */
export const mothersViewOfMerged = (view: MothersView): string => `
CREATE POLICY mother_sees_of_child ON merged_person FOR SELECT TO kamkor_app
  USING (kept = ANY (ARRAY(${view.children})) AND NOT withheld);
CREATE POLICY mother_sees_of_merged_child ON trail_entry FOR SELECT TO kamkor_app USING (
  person = ANY (ARRAY(SELECT m.person FROM merged_person m
    WHERE m.kept = ANY (ARRAY(${view.children})) AND NOT m.withheld))
  AND (NOT actor_roles && ${listed(['citizen'])} OR actor = ${SUBJECT}) AND ${open(view)});`;

export const NO_VIEW_OF_MERGED = `DROP POLICY mother_sees_of_merged_child ON trail_entry;
DROP POLICY mother_sees_of_child ON merged_person;`;
