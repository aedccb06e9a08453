import type { MigrationInterface, QueryRunner } from 'typeorm';
import { IN_SCOPE, roleIs } from './policy.js';

/**
 * The PIN is another body's to give: it is asked for, waited for, and recorded. A mother in the application who is not the
 * one that was notified is decided by somebody else than who filed it: the table refuses the same hand, and the mother is
 * changed by a function of the owner only, in the registrar's own territory.
 */
export class AskForPinAndParentage1764200000113 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE birth_record
  ADD COLUMN pin_state text NOT NULL DEFAULT 'NOT_REQUESTED'
    CONSTRAINT birth_record_pin_state CHECK (pin_state IN ('NOT_REQUESTED', 'PENDING', 'RECORDED')),
  ADD COLUMN pin_requested_at timestamptz(3),
  ADD COLUMN pin_due_at timestamptz(3),
  ADD COLUMN pin_overdue_since timestamptz(3),
  ADD COLUMN pin_recorded_at timestamptz(3),
  ADD COLUMN parentage text NOT NULL DEFAULT 'NOT_QUESTIONED'
    CONSTRAINT birth_record_parentage CHECK (parentage IN ('NOT_QUESTIONED', 'MISMATCH', 'DECIDED')),
  ADD COLUMN applied_mother uuid CONSTRAINT birth_record_applied_mother REFERENCES person (id),
  ADD COLUMN parentage_filed_by text,
  ADD COLUMN parentage_due_at timestamptz(3),
  ADD COLUMN parentage_overdue_since timestamptz(3),
  ADD COLUMN parentage_decision text CONSTRAINT birth_record_parentage_decision
    CHECK (parentage_decision IN ('NOTIFIED_MOTHER', 'APPLICATION_MOTHER')),
  ADD COLUMN parentage_grounds text,
  ADD COLUMN parentage_decided_by text,
  ADD COLUMN parentage_decided_at timestamptz(3),
  ADD CONSTRAINT birth_record_pin_requested CHECK ((pin_state = 'NOT_REQUESTED') = (pin_requested_at IS NULL)
    AND (pin_state = 'RECORDED') = (pin_recorded_at IS NOT NULL)
    AND (pin_state = 'NOT_REQUESTED' OR state IN ('REGISTERED', 'CERTIFIED'))),
  ADD CONSTRAINT birth_record_parentage_filed CHECK ((parentage = 'NOT_QUESTIONED') = (applied_mother IS NULL)
    AND (parentage = 'NOT_QUESTIONED') = (parentage_filed_by IS NULL)),
  ADD CONSTRAINT birth_record_parentage_decided CHECK ((parentage = 'DECIDED') =
    (parentage_decision IS NOT NULL AND parentage_grounds IS NOT NULL AND parentage_decided_by IS NOT NULL)),
  ADD CONSTRAINT birth_record_parentage_second CHECK (parentage_decided_by <> parentage_filed_by),
  ADD CONSTRAINT birth_record_parentage_first CHECK (parentage <> 'MISMATCH' OR state IN ('NOTIFIED', 'APPLIED'));
CREATE INDEX birth_record_waiting_for_pin ON birth_record (territory, pin_due_at, id) WHERE pin_state = 'PENDING';
CREATE INDEX birth_record_questioned ON birth_record (territory, parentage_due_at, id) WHERE parentage = 'MISMATCH';
GRANT UPDATE (pin_state, pin_requested_at, pin_due_at, pin_overdue_since, pin_recorded_at, parentage, applied_mother,
  parentage_filed_by, parentage_due_at, parentage_overdue_since, parentage_decision, parentage_grounds,
  parentage_decided_by, parentage_decided_at) ON birth_record TO kamkor_app;
GRANT UPDATE (pin) ON person TO kamkor_app;
CREATE FUNCTION take_mother_of_application(questioned uuid) RETURNS uuid
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    WITH taken AS (
      UPDATE public.birth_record SET mother = applied_mother, mother_pin = NULL
      WHERE id = questioned AND parentage = 'MISMATCH' AND ${roleIs('registrar')} AND ${IN_SCOPE}
        AND parentage_filed_by <> (SELECT current_setting('kamkor.subject', true))
      RETURNING child, mother
    ), child AS (
      UPDATE public.person c SET mother = taken.mother, version = c.version + 1 FROM taken WHERE c.id = taken.child
    )
    SELECT mother FROM taken
  $$;
REVOKE ALL ON FUNCTION take_mother_of_application FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_mother_of_application TO kamkor_app;`);
  }

  async down(): Promise<void> {
    throw new Error('decisions and identifiers are not thrown away');
  }
}
