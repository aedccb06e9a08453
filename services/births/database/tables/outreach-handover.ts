import { bySubject, inTerritory, listed, table } from '@kamkor/database';
import { DECLINE_REASONS, HANDOVER_STATES } from '../../src/rules/handover/states.js';
import { ofOwnBody } from '../conditions.js';

const OFFERS = `(${inTerritory('from_territory')} AND ${ofOwnBody()})`;
export const RECEIVES = `(${inTerritory('to_territory')} AND ${ofOwnBody()})`;

/**
 * The unit that is offered a task sees the offer but not the task, which belongs to the other unit until the offer is
 * accepted. An offer falls away when its task ends, or when the task moves to another body or territory. It has a term in
 * which it is to be answered, and the unit that made it may take it back.
 */
export const outreachHandover = table({
  name: 'outreach_handover',
  sql: `
CREATE TABLE outreach_handover (
  id uuid CONSTRAINT outreach_handover_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  task_id uuid NOT NULL CONSTRAINT outreach_handover_task REFERENCES outreach_task (id),
  child_person uuid,
  from_territory text COLLATE "C" NOT NULL,
  to_territory text COLLATE "C" NOT NULL CONSTRAINT outreach_handover_elsewhere CHECK (to_territory <> from_territory),
  responsible text NOT NULL,
  state text NOT NULL DEFAULT 'OFFERED' CONSTRAINT outreach_handover_state CHECK (state IN ${listed(HANDOVER_STATES)}),
  offered_at timestamptz(3) NOT NULL,
  offered_by text NOT NULL,
  due_at timestamptz(3) NOT NULL,
  overdue_since timestamptz(3),
  decided_at timestamptz(3),
  decided_by text,
  decline_reason text CONSTRAINT outreach_handover_reason CHECK (decline_reason IN ${listed(DECLINE_REASONS)}),
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  CONSTRAINT outreach_handover_decided CHECK ((state IN ('ACCEPTED', 'DECLINED')) = (decided_by IS NOT NULL)),
  CONSTRAINT outreach_handover_withdrawn CHECK (state = 'WITHDRAWN' OR (withdrawn_at IS NULL AND withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX outreach_handover_one_offered ON outreach_handover (task_id) WHERE state = 'OFFERED';
CREATE INDEX outreach_handover_received ON outreach_handover (to_territory, offered_at, id);
CREATE INDEX outreach_handover_made ON outreach_handover (from_territory, offered_at, id);
CREATE INDEX outreach_handover_of_task ON outreach_handover (task_id, offered_at);`,
  policies: `
CREATE POLICY handover_of_both ON outreach_handover FOR SELECT TO kamkor_app USING (${OFFERS} OR ${RECEIVES});
CREATE POLICY handover_offered ON outreach_handover FOR INSERT TO kamkor_app
  WITH CHECK (${OFFERS} AND ${bySubject('offered_by')} AND state = 'OFFERED'
    AND EXISTS (SELECT FROM outreach_task t WHERE t.id = task_id AND t.territory = from_territory
      AND t.responsible = outreach_handover.responsible AND t.state = 'OPEN'));
CREATE POLICY handover_decided ON outreach_handover FOR UPDATE TO kamkor_app
  USING (${RECEIVES} AND state = 'OFFERED') WITH CHECK (${RECEIVES} AND ${bySubject('decided_by')});
CREATE POLICY handover_withdrawn ON outreach_handover FOR UPDATE TO kamkor_app
  USING (${OFFERS} AND state = 'OFFERED')
  WITH CHECK (${OFFERS} AND state = 'WITHDRAWN' AND ${bySubject('withdrawn_by')});
CREATE POLICY owner_follows ON outreach_handover TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: `
GRANT SELECT, INSERT, UPDATE (version, state, decided_at, decided_by, decline_reason, withdrawn_at, withdrawn_by)
  ON outreach_handover TO kamkor_app;
GRANT SELECT, UPDATE ON outreach_handover TO kamkor_worker;`,
});
