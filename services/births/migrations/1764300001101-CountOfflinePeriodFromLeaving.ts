import type { MigrationInterface, QueryRunner } from 'typeorm';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

const REMEMBER = (columns: string, values: string, again: string): string => `
      CREATE OR REPLACE FUNCTION remember_unit() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        INSERT INTO public.outreach_former_unit (task_id, territory, responsible${columns})
          VALUES (OLD.id, OLD.territory, OLD.responsible${values}) ON CONFLICT ${again};
        RETURN NULL;
      END $$;`;

const END = 't.closed_at, by.own,';
const END_FOR_CALLER = `CASE WHEN by.own THEN t.closed_at ELSE (SELECT f.left_at FROM public.outreach_former_unit f
              WHERE f.task_id = t.id AND f.responsible = by.responsible AND f.territory = by.territory) END, by.own,`;

/**
 * For a former unit a task ends when it leaves it. Which visits of theirs are still taken would tell them otherwise when a
 * child that was given up got its certificate. Units that had a task before this have the period from now on.
 */
export class CountOfflinePeriodFromLeaving1764300001101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outreach_former_unit ADD COLUMN left_at timestamptz(3) NOT NULL DEFAULT now();
      ALTER TABLE outreach_former_unit ALTER COLUMN left_at DROP DEFAULT;
      ${REMEMBER(
        ', left_at',
        `, coalesce(nullif(current_setting('kamkor.now', true), '')::timestamptz, now())`,
        'ON CONSTRAINT outreach_former_unit_pk DO UPDATE SET left_at = excluded.left_at',
      )}
    `);
    await rewriteVisitedTask(runner, END, END_FOR_CALLER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await rewriteVisitedTask(runner, END_FOR_CALLER, END);
    await runner.query(`
      ${REMEMBER('', '', 'DO NOTHING')}
      ALTER TABLE outreach_former_unit DROP COLUMN left_at;
    `);
  }
}

/** The rest of the function stays as it is. */
async function rewriteVisitedTask(runner: QueryRunner, from: string, to: string): Promise<void> {
  const [{ definition }] = await runner.query(
    `SELECT pg_get_functiondef('visited_task(uuid, boolean)'::regprocedure) AS definition`,
  );
  if (definition.split(from).length !== 2) throw new Error('visited_task does not read as expected');
  await runner.query(definition.replace(from, () => to));
}
