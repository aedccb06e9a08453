import type { DescribedChild } from '../../rules/obstacle/same-sibling.js';
import type { PairRow } from '../carrying-out/pair.js';

/** A watched sibling that a visit found, known by its own id where others have a notification. */
export interface FoundSibling extends PairRow, DescribedChild {
  readonly watchId: string;
}

/** Select list and tables that give rows the shape of {@link FoundSibling}. */
export const SIBLINGS = `SELECT w.notification_id AS "notificationId", w.child_person AS "childPersonId",
    w.care_status AS "careStatus", w.id AS "watchId", w.responsible, w.territory, NULL AS "diedOn",
    NULL AS "deathStatedAt", w.birth_date AS "birthDate", s.sex, coalesce(w.given_name, '') AS "givenName"
  FROM documentation_watch w JOIN undocumented_sibling s ON s.id = w.sibling_id`;
