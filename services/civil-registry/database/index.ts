import type { Database } from '@kamkor/database';
import { deadlinesDatabase } from '@kamkor/deadlines/database';
import { idempotencyDatabase } from '@kamkor/idempotency/database';
import { outboxDatabase } from '@kamkor/outbox/database';
import { referenceDatabase } from '@kamkor/reference/database';
import { trailDatabase } from '@kamkor/trail/database';
import { keptPersons } from './functions/kept-persons.js';
import { linkNotifiedChildren } from './functions/link-notified-children.js';
import { mergeNotifiedPersons } from './functions/merge-notified-persons.js';
import { mergePersonRows } from './functions/merge-person-rows.js';
import { personByIdentifier } from './functions/person-by-identifier.js';
import { takeMotherOfApplication } from './functions/take-mother-of-application.js';
import { actSequence } from './tables/act-sequence.js';
import { birthRecord } from './tables/birth-record.js';
import { certificateNumber } from './tables/certificate-number.js';
import { childStanding } from './tables/child-standing.js';
import { documentHelpRequest } from './tables/document-help-request.js';
import { mergedPersonOfRegistry } from './tables/merged-person.js';
import { trailOfRegistry } from './tables/mothers-view.js';
import { parentageDecidedBefore } from './tables/parentage-decided-before.js';
import { person } from './tables/person.js';
import { personMerge } from './tables/person-merge.js';

export const database: Database = {
  name: 'civil-registry',
  libs: [trailDatabase, idempotencyDatabase, outboxDatabase, deadlinesDatabase, referenceDatabase],
  objects: [
    certificateNumber,
    person,
    birthRecord,
    actSequence,
    parentageDecidedBefore,
    personMerge,
    childStanding,
    documentHelpRequest,
    ...trailOfRegistry,
    mergedPersonOfRegistry,
    personByIdentifier,
    linkNotifiedChildren,
    takeMotherOfApplication,
    keptPersons,
    mergePersonRows,
    mergeNotifiedPersons,
  ],
  kept: 'decisions, identifiers and what was found at visits are not thrown away',
};
