import { registerEnumType } from '@nestjs/graphql';

/** An enum of the graph over the codes of a rule, every value with its description: a new code has to be described. */
export function describedEnum<Code extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Code, string>>,
): { readonly [C in Code]: C } {
  const codes = Object.keys(values) as Code[];
  const type = Object.fromEntries(codes.map((code) => [code, code])) as { readonly [C in Code]: C };
  const valuesMap = Object.fromEntries(codes.map((code) => [code, { description: values[code] }]));
  registerEnumType(type, { name, description, valuesMap: valuesMap as never });
  return type;
}
