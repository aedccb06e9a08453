import { hasRole, inTerritory, listed, table } from '@kamkor/database';
import { DUPLICATE_STATES } from '../../src/rules/duplicate/states.js';

const IN_ONE = inTerritory('territory_one');
const IN_OTHER = inTerritory('territory_other');
const DECIDES = `(${hasRole('registrar')} AND ${IN_ONE} AND ${IN_OTHER})`;

/**
 * A registrar sees a pair if one of its births is in the own territory, and decides it if both are. Nobody decides a pair
 * of which one notification was closed by another decision: the kept one is held against the other in its place. Those
 * who see the pair may not see the closed notification, so the pair says it itself (`superseded`). After an undo such
 * pairs are looked for anew, so the worker may delete them, but never one that anybody decided.
 */
export const duplicateCandidate = table({
  name: 'duplicate_candidate',
  sql: `
CREATE TABLE duplicate_candidate (
  id uuid CONSTRAINT duplicate_candidate_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  one uuid NOT NULL CONSTRAINT duplicate_candidate_one REFERENCES birth_notification (id),
  other uuid NOT NULL CONSTRAINT duplicate_candidate_other REFERENCES birth_notification (id),
  territory_one text COLLATE "C" NOT NULL,
  territory_other text COLLATE "C" NOT NULL,
  score int NOT NULL CONSTRAINT duplicate_candidate_score CHECK (score BETWEEN 0 AND 100),
  reasons text[] NOT NULL,
  state text NOT NULL DEFAULT 'OPEN' CONSTRAINT duplicate_candidate_state CHECK (state IN ${listed(DUPLICATE_STATES)}),
  urgency int NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'OPEN' THEN 100 - score ELSE 1000 END) STORED,
  found_at timestamptz(3) NOT NULL,
  superseded boolean NOT NULL DEFAULT false,
  kept uuid,
  decided_at timestamptz(3),
  decided_by text,
  grounds text,
  undone_at timestamptz(3),
  undone_by text,
  undo_reason text,
  settled_kept uuid,
  moved_tasks uuid[] NOT NULL DEFAULT '{}',
  CONSTRAINT duplicate_candidate_pair UNIQUE (one, other),
  CONSTRAINT duplicate_candidate_ordered CHECK (one < other),
  CONSTRAINT duplicate_candidate_kept CHECK ((state = 'SAME') = (kept IS NOT NULL) AND kept IN (one, other)),
  CONSTRAINT duplicate_candidate_decided CHECK ((state = 'OPEN') = (decided_at IS NULL)
    AND (state = 'OPEN') = (decided_by IS NULL) AND (state = 'OPEN') = (grounds IS NULL))
);
CREATE INDEX duplicate_candidate_of_other ON duplicate_candidate (other);
CREATE INDEX duplicate_candidate_in_order ON duplicate_candidate (urgency, found_at, id);
CREATE INDEX duplicate_candidate_of_territory ON duplicate_candidate (territory_one, urgency);
CREATE INDEX duplicate_candidate_of_other_territory ON duplicate_candidate (territory_other, urgency);`,
  policies: `
CREATE POLICY pair_of_territory ON duplicate_candidate FOR SELECT TO kamkor_app
  USING (${hasRole('registrar')} AND (${IN_ONE} OR ${IN_OTHER}));
CREATE POLICY pair_decided ON duplicate_candidate FOR UPDATE TO kamkor_app USING ${DECIDES} WITH CHECK ${DECIDES};
CREATE POLICY decided_is_kept ON duplicate_candidate AS RESTRICTIVE FOR DELETE TO kamkor_worker
  USING (state = 'OPEN' AND undone_at IS NULL AND settled_kept IS NULL);`,
  grants: `
GRANT SELECT, UPDATE (version, state, kept, decided_at, decided_by, grounds, undone_at, undone_by, undo_reason)
  ON duplicate_candidate TO kamkor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate_candidate TO kamkor_worker;`,
});
