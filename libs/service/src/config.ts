import { z } from 'zod';

/** BSD's EX_CONFIG: an orchestrator can tell a wrong setting from a crash. */
export const EXIT_CONFIGURATION = 78;

/** The environment does not fit. Each of `lines` names one variable, and never its value, which may be a secret. */
export class ConfigurationError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigurationError';
  }
}

/**
 * Reads the environment once, at boot, into a typed object. An empty variable counts as missing.
 * Throws {@link ConfigurationError} naming every variable that is missing or does not fit.
 */
export function readConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>> = process.env,
): z.output<Schema> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(set);
  if (read.success) return read.data;
  const named = new Map<string, string>();
  for (const issue of read.error.issues) {
    const variable = String(issue.path[0] ?? 'environment');
    if (!named.has(variable)) named.set(variable, lineFor(variable, variable in set, schema));
  }
  throw new ConfigurationError([...named.values()]);
}

function lineFor(variable: string, present: boolean, schema: z.ZodObject): string {
  const meaning = (schema.shape[variable] as z.ZodType | undefined)?.description;
  return `${variable} ${present ? 'is not valid' : 'is missing'}${meaning ? `: ${meaning}` : ''}`;
}
