import { z } from 'zod';

/** Any uuid, as PostgreSQL prints it. */
export const uuid = z.guid();

/** An instant on the wire: ISO 8601 with a zone, such as `2026-11-22T17:12:41.000Z`; read it with `Temporal.Instant.from`. */
export const instantText = z.string().refine((text) => reads(() => Temporal.Instant.from(text)), 'not an ISO instant');

/** A calendar date on the wire, exactly `YYYY-MM-DD`; read it with `Temporal.PlainDate.from`. */
export const dateText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => reads(() => Temporal.PlainDate.from(text)), 'not a date');

/** Hierarchical code of a territory or facility: `KG`, `KG-C`, `KG-C-03`, `KG-C-03-F01`. */
export const placeCode = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,6})*$/);

/** A value of a published code list: `NO_PASSPORT`. Never free text: an event carries no notes about a family. */
export const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/);

/** A field that may be missing or null on the wire and is always there, as a value or null, for the reader. */
export const maybe = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);

function reads(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
