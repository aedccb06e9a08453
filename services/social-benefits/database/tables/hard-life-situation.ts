import { CALLER, hasRole, inTerritory, keysOf, listed, literal, table } from '@kamkor/database';
import { ASSESSMENT_OUTCOMES } from '../../src/rules/hard-life-situation/assessment-outcome.js';
import { CLOSING_REASONS, CLOSINGS } from '../../src/rules/hard-life-situation/closing-reason.js';
import { OBJECTION_OUTCOMES, OBJECTIONS } from '../../src/rules/hard-life-situation/objection.js';
import { DECIDERS, OFFICIALS_OF_ALL, SOCIAL_UNIT } from '../../src/rules/hard-life-situation/roles.js';
import { SITUATION_STATES } from '../../src/rules/hard-life-situation/states.js';

const NEXT = 'LEAST(due_at, review_due_at, objection_due_at)';

/** The family of a situation sees it, and may still. `of` is where the situation stands: `s.` or nothing. */
export const familySees = (of = ''): string => {
  const hidden = keysOf(CLOSINGS, ({ familySees }) => !familySees).map(
    (reason) => `${of}closing_reason IS DISTINCT FROM ${literal(reason)}`,
  );
  return `${of}family_knows AND NOT ${of}apart_from_parents AND ${hidden.join(' AND ')}
  AND (${of}mother = ${CALLER} OR ${of}child = ${CALLER})`;
};

/**
 * A hard life situation. Whose it is follows the registry, which finds that two children are one, or two after all; what the
 * visit said stays beside it (`found_…`), so that an undo gives each child its own back. Of two that run for one child one
 * is closed as the duplicate of the other and keeps its terms, for the day that it is opened again. What a family does not
 * know of is not there for it. The work list follows whatever falls due first.
 */
export const hardLifeSituation = table({
  name: 'hard_life_situation',
  sql: `
CREATE TABLE hard_life_situation (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT hard_life_situation_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'REGISTERED' CONSTRAINT hard_life_situation_state CHECK (state IN ${listed(SITUATION_STATES)}),
  notification_id uuid NOT NULL,
  child uuid,
  mother uuid,
  found_child uuid,
  found_mother uuid,
  found_apart boolean NOT NULL DEFAULT false,
  apart_from_parents boolean NOT NULL DEFAULT false,
  territory text COLLATE "C" NOT NULL,
  family_knows boolean NOT NULL,
  found_at timestamptz(3) NOT NULL,
  registered_at timestamptz(3) NOT NULL,
  due_at timestamptz(3),
  assessment_overdue_since timestamptz(3),
  assessed_at timestamptz(3),
  assessment text CONSTRAINT hard_life_situation_assessment
    CHECK (assessment IN ${listed(ASSESSMENT_OUTCOMES)}),
  review_due_at timestamptz(3),
  review_overdue_since timestamptz(3),
  reviewed_at timestamptz(3),
  objection text CONSTRAINT hard_life_situation_objection CHECK (objection IN ${listed(OBJECTIONS)}),
  objected_at timestamptz(3),
  objection_due_at timestamptz(3),
  objection_overdue_since timestamptz(3),
  objection_outcome text CONSTRAINT hard_life_situation_objection_outcome
    CHECK (objection_outcome IN ${listed(OBJECTION_OUTCOMES)}),
  objection_decided_at timestamptz(3),
  closed_at timestamptz(3),
  closing_reason text CONSTRAINT hard_life_situation_closing_reason
    CHECK (closing_reason IN ${listed(CLOSING_REASONS)}),
  duplicate_of uuid CONSTRAINT hard_life_situation_duplicate_of REFERENCES hard_life_situation (id)
    CONSTRAINT hard_life_situation_not_of_itself CHECK (duplicate_of <> id),
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE WHEN state = 'CLOSED' OR ${NEXT} IS NULL THEN 1 ELSE 0 END) STORED,
  queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (
    CASE WHEN state = 'CLOSED' THEN registered_at ELSE COALESCE(${NEXT}, registered_at) END) STORED,
  CONSTRAINT hard_life_situation_apart CHECK (NOT apart_from_parents OR mother IS NULL),
  CONSTRAINT hard_life_situation_assessed CHECK ((assessed_at IS NULL) = (assessment IS NULL)
    AND (state = 'CLOSED' OR (state = 'REGISTERED') = (assessed_at IS NULL))),
  CONSTRAINT hard_life_situation_objected CHECK ((objection IS NULL) = (objected_at IS NULL)
    AND (objection_outcome IS NULL) = (objection_decided_at IS NULL)
    AND (objected_at IS NOT NULL OR objection_outcome IS NULL)),
  CONSTRAINT hard_life_situation_closed
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL AND closing_reason IS NOT NULL)),
  CONSTRAINT hard_life_situation_duplicate
    CHECK ((closing_reason IS NOT DISTINCT FROM 'DUPLICATE') = (duplicate_of IS NOT NULL))
);
CREATE UNIQUE INDEX hard_life_situation_one_open ON hard_life_situation (notification_id) WHERE state <> 'CLOSED';
CREATE INDEX hard_life_situation_work_list ON hard_life_situation (territory, state, queue_rank, queue_at, id);
CREATE INDEX hard_life_situation_of_birth ON hard_life_situation (notification_id);
CREATE INDEX hard_life_situation_by_child ON hard_life_situation (child) WHERE child IS NOT NULL;
CREATE INDEX hard_life_situation_by_mother ON hard_life_situation (mother) WHERE mother IS NOT NULL;
CREATE INDEX hard_life_situation_by_found_child ON hard_life_situation (found_child) WHERE found_child IS NOT NULL;
CREATE INDEX hard_life_situation_by_found_mother ON hard_life_situation (found_mother) WHERE found_mother IS NOT NULL;
CREATE INDEX hard_life_situation_duplicates ON hard_life_situation (duplicate_of) WHERE duplicate_of IS NOT NULL;`,
  policies: `
CREATE POLICY official_sees ON hard_life_situation FOR SELECT TO kamkor_app USING (${inTerritory()} AND (
  ${hasRole(...OFFICIALS_OF_ALL)}
  OR (NOT apart_from_parents AND ${hasRole(...SOCIAL_UNIT)})));
CREATE POLICY specialist_decides ON hard_life_situation FOR UPDATE TO kamkor_app
  USING (${hasRole(...DECIDERS)} AND ${inTerritory()});
CREATE POLICY family_sees ON hard_life_situation FOR SELECT TO kamkor_app USING (${familySees()});
CREATE POLICY family_objects ON hard_life_situation FOR UPDATE TO kamkor_app
  USING (state <> 'CLOSED' AND ${familySees()})
  WITH CHECK (objected_at IS NOT NULL AND objection_outcome IS NULL AND state <> 'CLOSED');`,
  grants: `
GRANT SELECT ON hard_life_situation TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON hard_life_situation TO kamkor_worker;
GRANT UPDATE (version, state, family_knows, due_at, assessment_overdue_since, assessed_at, assessment, review_due_at,
  review_overdue_since, reviewed_at, objection, objected_at, objection_due_at, objection_overdue_since, objection_outcome,
  objection_decided_at, closed_at, closing_reason) ON hard_life_situation TO kamkor_app;`,
});
