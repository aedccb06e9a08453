import { type GraphQLSchema, isObjectType } from 'graphql';
import { POLICY, type Policy } from '../policy/allow.js';

/** What an operation of the trail is for by its policy, whatever the caller wrote; a worker writes nothing of its own. */
export function usualPurpose(
  schema: GraphQLSchema,
  { operation, rules, purpose }: { operation: string; rules: readonly string[]; purpose: string },
): string {
  if (operation.includes(':')) return purpose;
  const [asked = ''] = operation.split('+');
  for (const coordinate of [asked, ...rules]) {
    const usual = purposeAt(schema, coordinate);
    if (usual) return usual;
  }
  return 'unstated';
}

function purposeAt(schema: GraphQLSchema, coordinate: string): string | undefined {
  const [typeName = '', fieldName] = coordinate.replace(/^Reference[.]/, '').split('.');
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return undefined;
  const on = fieldName === undefined ? type : type.getFields()[fieldName];
  return ((on?.extensions as Record<string, unknown> | undefined)?.[POLICY] as Policy | undefined)?.purpose;
}
