import type { MigrationInterface, QueryRunner } from 'typeorm';
import { IN_SCOPE, lockDown, roleIs } from './policy.js';

/**
 * Help with documents that parents lack. Once for a visit, parent and document, and one open for a child, parent and
 * document. The family has no view of it: what it is to know, the registrar tells it.
 */
export class CreateDocumentHelpRequest1764200000111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE document_help_request');
  }
}

const TABLE = `
CREATE TABLE document_help_request (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT document_help_request_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'OPEN'
    CONSTRAINT document_help_request_state CHECK (state IN ('OPEN', 'IN_PROGRESS', 'HELPED', 'NOT_POSSIBLE')),
  visit_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  parent text NOT NULL CONSTRAINT document_help_request_parent CHECK (parent IN ('MOTHER', 'FATHER')),
  parent_person uuid,
  child uuid,
  document text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  withheld boolean NOT NULL,
  found_at timestamptz(3) NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  due_at timestamptz(3),
  overdue_since timestamptz(3),
  begun_at timestamptz(3),
  begun_by text,
  ended_at timestamptz(3),
  not_possible_reason text,
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE WHEN due_at IS NULL THEN 1 ELSE 0 END) STORED,
  queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (COALESCE(due_at, opened_at)) STORED,
  CONSTRAINT document_help_request_once UNIQUE (visit_id, parent, document),
  CONSTRAINT document_help_request_begun CHECK ((state = 'OPEN') = (begun_at IS NULL)),
  CONSTRAINT document_help_request_ended CHECK ((state IN ('HELPED', 'NOT_POSSIBLE')) = (ended_at IS NOT NULL)),
  CONSTRAINT document_help_request_not_possible CHECK ((state = 'NOT_POSSIBLE') = (not_possible_reason IS NOT NULL)),
  CONSTRAINT document_help_request_withheld CHECK (NOT withheld OR parent_person IS NULL)
);
CREATE UNIQUE INDEX document_help_request_one_open ON document_help_request (notification_id, parent, document)
  WHERE state IN ('OPEN', 'IN_PROGRESS');
CREATE INDEX document_help_request_work_list ON document_help_request (territory, state, queue_rank, queue_at, id);`;

const RIGHTS = `
${lockDown('document_help_request')}
GRANT SELECT ON document_help_request TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON document_help_request TO kamkor_worker;
GRANT UPDATE (version, state, due_at, overdue_since, begun_at, begun_by, ended_at, not_possible_reason)
  ON document_help_request TO kamkor_app;
CREATE POLICY worker_keeps ON document_help_request TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY registrar_sees ON document_help_request FOR SELECT TO kamkor_app
  USING (${roleIs('registrar')} AND ${IN_SCOPE});
CREATE POLICY registrar_helps ON document_help_request FOR UPDATE TO kamkor_app
  USING (${roleIs('registrar')} AND ${IN_SCOPE});
CREATE POLICY visitor_sees ON document_help_request FOR SELECT TO kamkor_app
  USING (${roleIs('social-worker', 'social-supervisor')} AND ${IN_SCOPE} AND NOT withheld);
CREATE POLICY guardianship_sees ON document_help_request FOR SELECT TO kamkor_app
  USING (${roleIs('guardianship')} AND ${IN_SCOPE} AND withheld);`;
