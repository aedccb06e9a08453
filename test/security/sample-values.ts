import { randomUUID } from 'node:crypto';
import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

const SCALARS: Readonly<Record<string, () => unknown>> = {
  String: () => 'text',
  Int: () => 1,
  Float: () => 1.5,
  Boolean: () => true,
  ID: () => randomUUID(),
  UUID: () => randomUUID(),
  LegalDate: () => '2026-01-05',
  Instant: () => '2026-01-05T02:30:00Z',
  BirthReport: () => ({}),
};

/** What a scalar of a batch is read as, item by item. */
export const READ_AS: Readonly<Record<string, string>> = { BirthReport: 'NotifyBirthInput' };

/** Texts of which the name says that they have a form of their own. */
const NAMED: Readonly<Record<string, string>> = { pin: '11403199600123', territory: 'KG-C-03' };

/** A well-formed value of an input type, with the required fields only. A scalar without a sample is an error. */
export function sampleOf(type: GraphQLInputType, name = ''): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType, name);
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type, field.name)]));
  }
  if (type.name === 'String' && NAMED[name]) return NAMED[name];
  const make = SCALARS[type.name];
  if (!make) throw new Error(`no sample of the scalar ${type.name}: say one here`);
  return make();
}
