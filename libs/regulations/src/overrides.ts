import { readFileSync } from 'node:fs';
import { z } from 'zod';

const version = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date().optional(),
  value: z.int().min(0),
  act: z.string().trim().min(1),
  article: z.string().trim().min(1),
  source: z.enum(['law', 'default, not law']),
  note: z.string().optional(),
});

const overrides = z.record(z.string(), z.strictObject({ versions: z.array(version).min(1) }));

/**
 * What a deployment says about the law, by regulation code. An override replaces all versions of a regulation, so
 * that its history stays whole; its unit can't be changed.
 * `{"births.certificate-application-term": {"versions": [{"from": "2024-01-01", "value": 60, "act": "…",
 * "article": "12", "source": "law"}]}}`
 */
export type RegulationOverrides = z.infer<typeof overrides>;

/** The file of overrides can't be used; the message names the file, the regulation and the field. */
export class OverridesRefused extends Error {
  constructor(file: string, faults: readonly string[]) {
    super(`${file}: ${faults.join('; ')}`);
    this.name = 'OverridesRefused';
  }
}

/** Checks what was read from `file`. Throws {@link OverridesRefused}. */
export function parseOverrides(raw: unknown, file: string): RegulationOverrides {
  const read = overrides.safeParse(raw);
  if (read.success) return read.data;
  throw new OverridesRefused(
    file,
    read.error.issues.map(({ path, message }) => `${path.map(String).join('.') || '(whole)'}: ${message}`),
  );
}

/** Reads a JSON file of overrides. Throws {@link OverridesRefused}, also when the file is missing or not JSON. */
export function readOverrides(file: string): RegulationOverrides {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new OverridesRefused(file, [(error as Error).message]);
  }
  return parseOverrides(raw, file);
}
