import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, guarded, HAS_ROLE, IN_TERRITORY, inTerritory } from './policies.js';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
/** Guardianship names for what lies below it; for a whole country, which nothing encloses, an administrator does. */
const NAMES = `((${HAS_ROLE('guardianship')} AND territory > (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR (${HAS_ROLE('admin')} AND ${IN_TERRITORY} AND position('-' IN territory) = 0))`;
/** Of the caller, as far as the caller's own territory reaches into what they were named for. */
const OWN = `(${BY_SUBJECT('subject')} AND ${HAS_ROLE('guardianship')} AND (${IN_TERRITORY}
  OR ((SELECT current_setting('kamkor.territory_from', true)) > territory
    AND (SELECT current_setting('kamkor.territory_from', true)) < territory || '.')))`;

/** Where the caller is named, as one value that a statement works out once; NULL, so nothing, for everybody else. */
const NAMED_FOR = `(SELECT range_agg(territory_subtree(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE ${BY_SUBJECT('p.subject')} AND p.state = 'NAMED')`;
/** The first two conditions are what an index serves, the third is exact. */
const PROTECTS = `(${IN_TERRITORY} AND ${HAS_ROLE('guardianship')} AND territory >= lower(${NAMED_FOR})
  AND territory < upper(${NAMED_FOR}) AND territory <@ ${NAMED_FOR})`;
const PROTECTED_CLOCK = `(kind <> 'SAFETY_CONCERN' OR ${PROTECTS})`;

/**
 * Who sees safety concerns is named, person by person: the role alone opens nothing. A naming is seen by who names and by
 * who was named. What the owner's functions do is told to nobody: a naming is held while its worker acts by it, and what
 * a worker had taken up is anybody's again once the naming is withdrawn. The gaps are those of the namings, whether or
 * not there are concerns, so that they disclose none.
 */
export class NameProtectionWorkers1764300000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TYPE territory_subtree AS RANGE (subtype = text, collation = "C");
      CREATE TABLE protection_worker (
        id uuid CONSTRAINT protection_worker_pk PRIMARY KEY,
        version int NOT NULL DEFAULT 1,
        state text NOT NULL DEFAULT 'NAMED' CONSTRAINT protection_worker_state CHECK (state IN ('NAMED', 'WITHDRAWN')),
        subject text NOT NULL,
        territory text COLLATE "C" NOT NULL,
        named_at timestamptz(3) NOT NULL,
        named_by text NOT NULL,
        withdrawn_at timestamptz(3),
        withdrawn_by text,
        reason text CONSTRAINT protection_worker_reason
          CHECK (reason IN ('LEFT_OFFICE', 'ON_LEAVE', 'CONFLICT_OF_INTEREST', 'MISUSE', 'OTHER')),
        CONSTRAINT protection_worker_of_another CHECK (subject <> named_by),
        CONSTRAINT protection_worker_withdrawn CHECK ((state = 'WITHDRAWN')
          = (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL AND reason IS NOT NULL))
      );
      CREATE UNIQUE INDEX protection_worker_once ON protection_worker (subject, territory) WHERE state = 'NAMED';
      CREATE INDEX protection_worker_named_for ON protection_worker (territory) WHERE state = 'NAMED';
      CREATE INDEX protection_worker_in_order ON protection_worker (territory, named_at, id);
      ${guarded('protection_worker')}
      GRANT SELECT, INSERT, UPDATE (version, state, withdrawn_at, withdrawn_by, reason) ON protection_worker TO kamkor_app;
      GRANT SELECT ON protection_worker TO kamkor_worker;
      CREATE POLICY namings_seen ON protection_worker FOR SELECT TO kamkor_app USING (${NAMES} OR ${OWN});
      CREATE POLICY worker_named ON protection_worker FOR INSERT TO kamkor_app
        WITH CHECK (${NAMES} AND ${BY_SUBJECT('named_by')} AND state = 'NAMED');
      CREATE POLICY naming_withdrawn ON protection_worker FOR UPDATE TO kamkor_app USING (${NAMES} AND state = 'NAMED')
        WITH CHECK (${NAMES} AND ${BY_SUBJECT('withdrawn_by')} AND state = 'WITHDRAWN');
      CREATE POLICY owner_follows ON protection_worker TO CURRENT_USER USING (true) WITH CHECK (true);

      ALTER TABLE safety_concern ADD COLUMN escalated_to text COLLATE "C",
        ADD CONSTRAINT safety_concern_escalated CHECK (escalated_to IS NULL OR overdue_since IS NOT NULL);
      GRANT UPDATE (escalated_to) ON safety_concern TO kamkor_app;
      CREATE INDEX safety_concern_open ON safety_concern (territory) WHERE state <> 'CLOSED';
      CREATE INDEX safety_concern_of_notification ON safety_concern (notification_id);
      DROP POLICY concern_seen ON safety_concern;
      DROP POLICY concern_followed ON safety_concern;
      CREATE POLICY concern_seen ON safety_concern FOR SELECT TO kamkor_app USING (${PROTECTS});
      CREATE POLICY concern_followed ON safety_concern FOR UPDATE TO kamkor_app USING (${PROTECTS});
      CREATE POLICY owner_releases ON safety_concern TO CURRENT_USER USING (true) WITH CHECK (true);

      DROP POLICY deadline_of_protection ON deadline;
      CREATE POLICY deadline_of_protection ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING (${PROTECTED_CLOCK});
      CREATE POLICY clock_of_protection ON deadline AS RESTRICTIVE FOR UPDATE TO kamkor_app USING (${PROTECTED_CLOCK});

      CREATE FUNCTION hold_own_namings() RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        PERFORM FROM public.protection_worker p WHERE p.state = 'NAMED' AND ${BY_SUBJECT('p.subject')}
          ORDER BY p.id FOR SHARE;
      END $$;
      CREATE FUNCTION release_concerns(naming uuid, due timestamptz)
        RETURNS TABLE (id uuid, child_person uuid, territory text) LANGUAGE sql ${DEFINER} AS $$
        UPDATE public.safety_concern c SET state = 'RAISED', taken_up_at = NULL, taken_up_by = NULL, due_at = due,
            version = c.version + 1
          FROM public.protection_worker p
          WHERE p.id = naming AND p.state = 'WITHDRAWN' AND ${BY_SUBJECT('p.withdrawn_by')}
            AND c.state = 'TAKEN_UP' AND c.taken_up_by = p.subject
            AND c.territory >= p.territory AND c.territory < p.territory || '.'
            AND NOT EXISTS (SELECT FROM public.protection_worker o WHERE o.subject = p.subject AND o.state = 'NAMED'
              AND c.territory >= o.territory AND c.territory < o.territory || '.')
          RETURNING c.id, c.child_person, c.territory
      $$;
      REVOKE ALL ON FUNCTION hold_own_namings, release_concerns FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION hold_own_namings, release_concerns TO kamkor_app;

      CREATE VIEW protection_gap WITH (security_barrier) AS
        SELECT t.code AS territory, (SELECT max(p.territory) FROM protection_worker p
          WHERE p.state = 'NAMED' AND t.code > p.territory AND t.code < p.territory || '.') AS covered_by
        FROM territory t
        WHERE ${inTerritory('t.code')} AND ${HAS_ROLE('guardianship', 'admin')} AND t.valid_to IS NULL
          AND NOT EXISTS (SELECT FROM protection_worker p WHERE p.state = 'NAMED' AND p.territory = t.code);
      REVOKE ALL ON protection_gap FROM PUBLIC;
      GRANT SELECT ON protection_gap TO kamkor_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('concerns that only named workers see are not opened to a whole role again');
  }
}
