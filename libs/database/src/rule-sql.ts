// SQL made of what a rule's table says. It is made when the files are assembled and frozen in a migration, so that a rule
// that changes without a migration shows up as a difference of the two.

type Value = string | number | boolean | null;

/** A value as SQL writes it. */
export const literal = (value: Value): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase();

/** `CASE care_status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' … END`: what a table says of each value of an expression. */
export const caseOf = <Key extends string>(expression: string, table: Readonly<Record<Key, Value>>): string => {
  const arms = (Object.entries(table) as [Key, Value][]).map(
    ([key, value]) => `WHEN ${literal(key)} THEN ${literal(value)}`,
  );
  return `CASE ${expression} ${arms.join(' ')} END`;
};

/** `('OPEN', 'CLOSED')`, to stand after IN. */
export const listed = (values: readonly Value[]): string => `(${values.map(literal).join(', ')})`;

/** `ARRAY['OPEN', 'CLOSED']::text[]`, to stand in ANY and beside arrays. */
export const arrayOf = (values: readonly string[]): string => `ARRAY[${values.map(literal).join(', ')}]::text[]`;

/** The keys of a rule's table for which `wanted` is true: `keysOf(EFFECTS, ({ endsTask }) => endsTask)`. */
export const keysOf = <Key extends string, Says>(
  table: Readonly<Record<Key, Says>>,
  wanted: (says: Says) => boolean,
): Key[] => (Object.keys(table) as Key[]).filter((key) => wanted(table[key]));
