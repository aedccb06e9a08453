import { table } from '@kamkor/database';

/**
 * How births says that a child stands is kept for each, because it comes in no order to what is found at visits. It is the
 * row on which both wait for each other.
 */
export const childStanding = table({
  name: 'child_standing',
  sql: `
CREATE TABLE child_standing (
  notification_id uuid CONSTRAINT child_standing_pk PRIMARY KEY,
  territory text COLLATE "C" NOT NULL,
  apart boolean NOT NULL,
  died boolean NOT NULL DEFAULT false
);`,
  grants: 'GRANT SELECT, INSERT, UPDATE ON child_standing TO kamkor_worker;',
});
