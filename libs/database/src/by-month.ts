import { type DatabaseObject, func, table } from './objects.js';

/** A table whose rows are kept apart by the month in which they were recorded. */
export interface ByMonth {
  /** It is `PARTITION BY RANGE (<column>)`. */
  readonly table: string;
  /** When a row was recorded, by the real clock. */
  readonly column: string;
  /** Storage parameters of each month's table. */
  readonly storage?: string;
  /** A trigger that refuses what would change a row; each month's table has it as well, for who names that one. */
  readonly guard?: { readonly name: string; readonly on: string; readonly calls: string };
  /** SQL of whether something of the month from `month_from` to `month_to` is needed yet, however old it is. */
  readonly needed?: string;
  /** A month younger than so many is never dropped, whatever is asked for. */
  readonly keptAtLeast: number;
  /** SQL that is run before the month from `month_from` to `month_to` is dropped. */
  readonly beforeDrop?: string;
  /** Whether the worker may drop months; otherwise the owner alone may. */
  readonly workerDrops: boolean;
}

/** The net: what belongs to a month that nobody has made a table for is kept here, and moved when somebody does. */
const net = ({ table: name, guard }: ByMonth): DatabaseObject =>
  table({
    name: `${name}_default`,
    sql: `CREATE TABLE ${name}_default PARTITION OF ${name} DEFAULT;`,
    worker: false,
    triggers: guard && trigger(guard, `${name}_default`),
  });

const trigger = ({ name, on, calls }: NonNullable<ByMonth['guard']>, table: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${on} ON ${table} EXECUTE FUNCTION ${calls}();`;

/** Whose turn it is to make or drop months: a month is whole or not there, whoever is killed meanwhile. */
const ALONE = (name: string): string => `PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.${name}'));`;
/** Whoever waits for a table here has everybody else waiting behind: rather later, on another try. */
const AS_OWNER = `LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s'`;

/**
 * `<table>_make_months(ahead)` makes the tables of this month and of so many that follow, and of those whose rows are in the
 * net, which it empties. A new table is attached, which others who read and write don't notice. Nobody has a right on a
 * month's table: it is reached through the whole, whose policies then hold. Row-level security is forced on the owner
 * too, and is lifted of the net only while it is locked.
 */
const makeMonths = (of: ByMonth): DatabaseObject => {
  const { table: name, column, storage, guard } = of;
  const lifted = (on: boolean): string =>
    [
      `ALTER TABLE public.${name}_default ${on ? '' : 'NO '}FORCE ROW LEVEL SECURITY;`,
      guard && `ALTER TABLE public.${name}_default ${on ? 'ENABLE' : 'DISABLE'} TRIGGER ${guard.name};`,
    ]
      .filter(Boolean)
      .join('\n    ');
  return func({
    name: `${name}_make_months`,
    sql: `
CREATE FUNCTION ${name}_make_months(ahead int, OUT made text[], OUT moved bigint) ${AS_OWNER} AS $$
DECLARE
  months date[] := ARRAY(SELECT (date_trunc('month', now()) + n * interval '1 month')::date
    FROM generate_series(0, least(ahead, 24)) n);
  month date;
  month_table text;
  rows bigint;
  caught boolean;
BEGIN
  made := '{}';
  moved := 0;
  ${ALONE(name)}
  caught := pg_relation_size('public.${name}_default') > 0;
  IF caught THEN
    LOCK TABLE public.${name}_default IN ACCESS EXCLUSIVE MODE;
    ${lifted(false)}
    months := months || ARRAY(SELECT DISTINCT date_trunc('month', ${column})::date FROM public.${name}_default);
  END IF;
  FOR month IN SELECT DISTINCT m FROM unnest(months) m ORDER BY m LOOP
    month_table := '${name}_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || month_table) IS NOT NULL;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.${name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS
      INCLUDING STORAGE INCLUDING COMPRESSION)${storage ? ` WITH (${storage})` : ''}', month_table);
    IF caught THEN
      EXECUTE format('WITH taken AS (DELETE FROM public.${name}_default WHERE ${column} >= %L AND ${column} < %L RETURNING *)
        INSERT INTO public.%I SELECT * FROM taken', month, (month + interval '1 month')::date, month_table);
      GET DIAGNOSTICS rows = ROW_COUNT;
      moved := moved + rows;
    END IF;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', month_table);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', month_table);
    EXECUTE format('ALTER TABLE public.${name} ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
      month_table, month, (month + interval '1 month')::date);${
        guard
          ? `
    EXECUTE format('${trigger({ ...guard, calls: `public.${guard.calls}` }, 'public.%I')}', month_table);`
          : ''
      }
    made := made || month_table;
  END LOOP;
  IF caught THEN
    TRUNCATE public.${name}_default;
    ${lifted(true)}
  END IF;
END $$;`,
    grants: `GRANT EXECUTE ON FUNCTION ${name}_make_months TO kamkor_worker;`,
  });
};

/** `<table>_drop_months(keep)` drops the tables of months that ended so many months ago, and says which are needed yet. */
const dropMonths = (of: ByMonth): DatabaseObject => {
  const { table: name, needed, keptAtLeast, beforeDrop, workerDrops } = of;
  return func({
    name: `${name}_drop_months`,
    sql: `
CREATE FUNCTION ${name}_drop_months(keep int, OUT dropped text[], OUT needed text[]) ${AS_OWNER} AS $$
DECLARE
  month_table text;
  month_from timestamptz;
  month_to timestamptz;
BEGIN
  dropped := '{}';
  needed := '{}';
  ${ALONE(name)}
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.${name}'::regclass AND c.relname ~ '_\\d{4}_\\d{2}$' ORDER BY 1
  LOOP
    month_from := to_date(right(month_table, 7), 'YYYY_MM');
    month_to := month_from + interval '1 month';
    CONTINUE WHEN month_to > date_trunc('month', now()) - greatest(keep, ${keptAtLeast}) * interval '1 month';
    ${
      needed
        ? `IF ${needed} THEN
      needed := needed || month_table;
      CONTINUE;
    END IF;
    `
        : ''
    }${beforeDrop ? `${beforeDrop}\n    ` : ''}EXECUTE format('DROP TABLE public.%I', month_table);
    dropped := dropped || month_table;
  END LOOP;
END $$;`,
    ...(workerDrops && { grants: `GRANT EXECUTE ON FUNCTION ${name}_drop_months TO kamkor_worker;` }),
  });
};

/** What a table by month has beside itself: the net, and how its months are made and dropped. */
export const byMonth = (of: ByMonth): readonly DatabaseObject[] => [net(of), makeMonths(of), dropMonths(of)];

/** How many months beside the present one have their tables. */
export const MONTHS_AHEAD = 3;

/** What is kept by month has the present month from the beginning, and those ahead; later ones the worker makes. */
export const MAKE_MONTHS = `DO $$
DECLARE
  maker text;
BEGIN
  FOR maker IN SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname ~ '_make_months$' LOOP
    EXECUTE format('SELECT public.%I(${MONTHS_AHEAD})', maker);
  END LOOP;
END $$`;
