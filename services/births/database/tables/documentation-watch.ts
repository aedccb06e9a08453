import { caseOf, hasRole, inTerritory, listed, literal, table } from '@kamkor/database';
import { WAITS } from '../../src/rules/backlog/release.js';
import { CARE_STATUSES, RESPONSIBLE } from '../../src/rules/care-status.js';
import { WATCH_CANCELLATIONS, WATCH_STATES, WATCH_URGENCY } from '../../src/rules/documentation/watch-states.js';
import { OF_OWN_CHILD, ofOwnBody } from '../conditions.js';

const CAN_WAIT = `state = ${literal(WAITS.state)} AND responsible = ${literal(WAITS.responsible)}`;
/** A supervisor releases a waiting child. No other user writes to a watch. */
const SENDS = `(${inTerritory()} AND ${hasRole('social-supervisor')} AND ${CAN_WAIT})`;

/**
 * The row itself holds everything that its policies decide by, so that no policy has to look into another table.
 * `urgency` is the order of work lists. Facilities see no watch, not even of the births they notified.
 *
 * A sibling found without documents is watched like a notified child, under an id of its own in place of a
 * notification's; that is why `notification_id` has no foreign key. The foreign key of `sibling_id` stands in
 * `undocumented_sibling`, which is created later. A sibling's watch says whose sibling it is, because a worker who is
 * sent has to find the family.
 *
 * The watch itself says that a child waits for release: a child that is applied for, documented, given up or dead has
 * left the backlog by that alone. A watch that moves while it waits gets a deadline that is due at once, and the worker
 * decides whether it still waits where it is now.
 */
export const documentationWatch = table({
  name: 'documentation_watch',
  sql: `
CREATE TABLE documentation_watch (
  id uuid CONSTRAINT documentation_watch_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  notification_id uuid NOT NULL CONSTRAINT documentation_watch_one_of_notification UNIQUE,
  sibling_id uuid CONSTRAINT documentation_watch_of_sibling CHECK (sibling_id = notification_id),
  sibling_of uuid,
  duplicate_of uuid CONSTRAINT documentation_watch_duplicate_of REFERENCES documentation_watch (id),
  child_person uuid,
  mother_person uuid,
  given_name text,
  care_status text NOT NULL CONSTRAINT documentation_watch_care CHECK (care_status IN ${listed(CARE_STATUSES)}),
  responsible text NOT NULL
    CONSTRAINT documentation_watch_responsible CHECK (responsible = ${caseOf('care_status', RESPONSIBLE)}),
  territory text COLLATE "C" NOT NULL,
  territory_source text NOT NULL,
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL DEFAULT false,
  born_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  state text NOT NULL DEFAULT 'AWAITING_APPLICATION'
    CONSTRAINT documentation_watch_state CHECK (state IN ${listed(WATCH_STATES)}),
  urgency int NOT NULL GENERATED ALWAYS AS (${caseOf('state', WATCH_URGENCY)}) STORED,
  cancellation text
    CONSTRAINT documentation_watch_cancellation CHECK (cancellation IN ${listed(WATCH_CANCELLATIONS)}),
  was_overdue boolean NOT NULL DEFAULT false,
  overdue_noticed_at timestamptz(3),
  learnt_late boolean NOT NULL DEFAULT false,
  applied_at timestamptz(3),
  registered_at timestamptz(3),
  documented_at timestamptz(3),
  waits_since timestamptz(3),
  released_at timestamptz(3),
  awaits_release boolean NOT NULL GENERATED ALWAYS AS (${CAN_WAIT} AND waits_since IS NOT NULL) STORED,
  release_rank int NOT NULL GENERATED ALWAYS AS (DATE '2200-01-01' - birth_date) STORED,
  CONSTRAINT documentation_watch_documented CHECK ((state = 'DOCUMENTED') = (documented_at IS NOT NULL)),
  CONSTRAINT documentation_watch_of_family CHECK ((sibling_of IS NULL) = (sibling_id IS NULL))
);
CREATE INDEX documentation_watch_in_order ON documentation_watch (urgency, due_at, id);
CREATE INDEX documentation_watch_of_territory ON documentation_watch (territory, state, was_overdue);
CREATE INDEX documentation_watch_of_child ON documentation_watch (child_person) WHERE child_person IS NOT NULL;
CREATE INDEX documentation_watch_of_mother ON documentation_watch (mother_person) WHERE mother_person IS NOT NULL;
CREATE INDEX documentation_watch_of_family ON documentation_watch (sibling_of) WHERE sibling_of IS NOT NULL;
CREATE INDEX documentation_watch_duplicates ON documentation_watch (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX documentation_watch_awaits_release ON documentation_watch (territory, release_rank, id) WHERE awaits_release;
CREATE INDEX documentation_watch_released ON documentation_watch (territory) WHERE released_at IS NOT NULL;`,
  triggers: `
CREATE TRIGGER waiting_watch_moved AFTER UPDATE OF territory, responsible ON documentation_watch FOR EACH ROW
  WHEN (OLD.awaits_release AND NEW.state = ${literal(WAITS.state)} AND NEW.waits_since IS NOT NULL
    AND (NEW.territory, NEW.responsible) IS DISTINCT FROM (OLD.territory, OLD.responsible))
  EXECUTE FUNCTION check_waiting_watch();`,
  policies: `
CREATE POLICY watch_of_territory ON documentation_watch FOR SELECT TO kamkor_app
  USING (${inTerritory()} AND (${hasRole('registrar')} OR ${ofOwnBody()}));
CREATE POLICY watch_of_mother ON documentation_watch FOR SELECT TO kamkor_app USING ${OF_OWN_CHILD};
CREATE POLICY duplicate_is_no_second_child ON documentation_watch AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (duplicate_of IS NULL OR NOT ${hasRole('citizen')});
CREATE POLICY watch_of_own_notification ON documentation_watch FOR INSERT TO kamkor_app
  WITH CHECK (EXISTS (SELECT FROM birth_notification n WHERE n.id = notification_id AND n.live
    AND n.territory = documentation_watch.territory AND n.care_status = documentation_watch.care_status
    AND n.birth_date = documentation_watch.birth_date));
CREATE POLICY watch_of_sibling ON documentation_watch FOR INSERT TO kamkor_app
  WITH CHECK (sibling_id IS NOT NULL
    AND noted_by_caller(sibling_id, sibling_of, territory, responsible, birth_date));
CREATE POLICY watch_released ON documentation_watch FOR UPDATE TO kamkor_app USING ${SENDS} WITH CHECK ${SENDS};
CREATE POLICY owner_follows ON documentation_watch TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: `
GRANT SELECT, INSERT, UPDATE (version, waits_since, released_at) ON documentation_watch TO kamkor_app;
GRANT SELECT, UPDATE ON documentation_watch TO kamkor_worker;`,
});
