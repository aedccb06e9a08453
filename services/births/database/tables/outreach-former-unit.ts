import { listed, table } from '@kamkor/database';
import { RESPONSIBLE_BODIES } from '../../src/rules/care-status.js';

/**
 * Which units had a task before, and when it left them. Visitors record a visit when their network is back; by then the
 * task may have gone to another unit or to the other body, and what the visit found is still kept and acted on. Only the
 * owner's functions look here, and they tell nobody.
 */
export const outreachFormerUnit = table({
  name: 'outreach_former_unit',
  sql: `
CREATE TABLE outreach_former_unit (
  task_id uuid NOT NULL CONSTRAINT outreach_former_unit_task REFERENCES outreach_task (id),
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL
    CONSTRAINT outreach_former_unit_responsible CHECK (responsible IN ${listed(RESPONSIBLE_BODIES)}),
  left_at timestamptz(3) NOT NULL,
  CONSTRAINT outreach_former_unit_pk PRIMARY KEY (task_id, responsible, territory)
);`,
  policies: 'CREATE POLICY owner_remembers ON outreach_former_unit TO CURRENT_USER USING (true) WITH CHECK (true);',
});
