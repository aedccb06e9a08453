interface BuiltSchema {
  getTypeMap(): Readonly<Record<string, object>>;
}

/** The codes of each enumeration of a graph, under the name of its code list: `visitOutcome` for `VisitOutcome`. */
export function enumerationsOf(schema: BuiltSchema): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (name.includes('__') || !('getValues' in type)) continue;
    const values = (type.getValues as () => { name: string }[]).call(type);
    lists[`${name[0]?.toLowerCase()}${name.slice(1)}`] = values.map((value) => value.name).sort();
  }
  return lists;
}
