import pg from 'pg';
import type { ValueTransformer } from 'typeorm';

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;

/** PostgreSQL's `2024-05-25 00:00:00.123+00` as an instant. */
export const instantFrom = (text: string): Temporal.Instant => Temporal.Instant.from(text);

/**
 * How values leave the driver: timestamptz as Temporal.Instant, date as Temporal.PlainDate, int8 as number.
 * The driver's own parsers go through a JS Date in the process's zone, which moves dates and loses precision.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    if (oid === TIMESTAMPTZ) return instantFrom;
    if (oid === DATE) return (text: string) => Temporal.PlainDate.from(text);
    if (oid === INT8) return (text: string) => Number(text);
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/** How values enter the driver: Temporal values as ISO text, everything else untouched. */
export const toParameter = (value: unknown): unknown => {
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString();
  if (Array.isArray(value)) return value.map(toParameter);
  return value;
};

/** For `@Column({ type: 'timestamptz', precision: 3, transformer: instantColumn })`. */
export const instantColumn: ValueTransformer = {
  to: (value: Temporal.Instant | null | undefined) => (value instanceof Temporal.Instant ? value.toString() : value),
  from: (value: Temporal.Instant | Date | string | null) => {
    if (value instanceof Date) return Temporal.Instant.fromEpochMilliseconds(value.getTime());
    return typeof value === 'string' ? instantFrom(value) : value;
  },
};

/** For `@Column({ type: 'date', transformer: dateColumn })`. */
export const dateColumn: ValueTransformer = {
  to: (value: Temporal.PlainDate | null | undefined) =>
    value instanceof Temporal.PlainDate ? value.toString() : value,
  from: (value: Temporal.PlainDate | string | null) =>
    typeof value === 'string' ? Temporal.PlainDate.from(value) : value,
};
