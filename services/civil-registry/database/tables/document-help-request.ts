import { hasRole, inTerritory, listed, table } from '@kamkor/database';
import { HELPED_PARENTS } from '../../src/rules/document-help/helped-parent.js';
import { DOCUMENT_HELP_STATES, ENDED_HELP_STATES, OPEN_HELP_STATES } from '../../src/rules/document-help/states.js';
import { REGISTRAR_OF_TERRITORY } from '../conditions.js';

/**
 * Help with documents that parents lack. Once for a visit, parent and document, and one open for a child, parent and
 * document. The family has no view of it: what it is to know, the registrar tells it.
 */
export const documentHelpRequest = table({
  name: 'document_help_request',
  sql: `
CREATE TABLE document_help_request (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT document_help_request_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'OPEN'
    CONSTRAINT document_help_request_state CHECK (state IN ${listed(DOCUMENT_HELP_STATES)}),
  visit_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  parent text NOT NULL CONSTRAINT document_help_request_parent CHECK (parent IN ${listed(HELPED_PARENTS)}),
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
  CONSTRAINT document_help_request_begun CHECK (state = 'WITHDRAWN' OR (state = 'OPEN') = (begun_at IS NULL)),
  CONSTRAINT document_help_request_ended CHECK ((state IN ${listed(ENDED_HELP_STATES)}) = (ended_at IS NOT NULL)),
  CONSTRAINT document_help_request_not_possible CHECK ((state = 'NOT_POSSIBLE') = (not_possible_reason IS NOT NULL)),
  CONSTRAINT document_help_request_withheld CHECK (NOT withheld OR parent_person IS NULL)
);
CREATE UNIQUE INDEX document_help_request_one_open ON document_help_request (notification_id, parent, document)
  WHERE state IN ${listed(OPEN_HELP_STATES)};
CREATE INDEX document_help_request_work_list ON document_help_request (territory, state, queue_rank, queue_at, id);
CREATE INDEX document_help_request_of_birth ON document_help_request (notification_id);`,
  policies: `
CREATE POLICY registrar_sees ON document_help_request FOR SELECT TO kamkor_app USING (${REGISTRAR_OF_TERRITORY});
CREATE POLICY registrar_helps ON document_help_request FOR UPDATE TO kamkor_app USING (${REGISTRAR_OF_TERRITORY});
CREATE POLICY visitor_sees ON document_help_request FOR SELECT TO kamkor_app
  USING (${hasRole('social-worker', 'social-supervisor')} AND ${inTerritory()} AND NOT withheld);
CREATE POLICY guardianship_sees ON document_help_request FOR SELECT TO kamkor_app
  USING (${hasRole('guardianship')} AND ${inTerritory()} AND withheld);`,
  grants: `
GRANT SELECT ON document_help_request TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON document_help_request TO kamkor_worker;
GRANT UPDATE (version, state, child, due_at, overdue_since, begun_at, begun_by, ended_at, not_possible_reason)
  ON document_help_request TO kamkor_app;`,
});
