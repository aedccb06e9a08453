import { createHash } from 'node:crypto';

/**
 * Hash of a mutation field and its coerced arguments. The same for the same values in another order of keys; an
 * argument that is undefined is the same as one that is absent, null is not.
 */
export function requestHash(field: string, args: Readonly<Record<string, unknown>>): Buffer {
  return createHash('sha256')
    .update(`${field}\n${canonical(args)}`)
    .digest();
}

function canonical(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'object':
      return canonicalObject(value);
    default:
      throw new Error(`a ${typeof value} can't be an argument of a mutation`);
  }
}

function canonicalObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Uint8Array) return `bytes:${Buffer.from(value).toString('hex')}`;
  // Scalars with a type of their own (Temporal values, URLs): the type is part of the value.
  if (!isPlain(value)) return `${Object.prototype.toString.call(value)}${scalarText(value)}`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

/** Coerced input objects have no prototype, or that of a Nest input class; scalars say what they are. */
const isPlain = (value: object): boolean => Object.prototype.toString.call(value) === '[object Object]';

function scalarText(value: object): string {
  if (!('toJSON' in value)) throw new Error(`a ${value.constructor?.name} can't be an argument of a mutation`);
  return JSON.stringify(value);
}
