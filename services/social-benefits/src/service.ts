import { dataOf } from '@kamkor/database';
import { defineService } from '@kamkor/service-kit';
import { accessLogResolver, deadlineResolver } from '@kamkor/subgraph';
import { database } from '../database/index.js';
import { benefitsMigrations } from '../migrations/index.js';
import { onChildStandingChanged } from './child-standing/on-child-standing-changed.js';
import { benefitsDeadlines } from './deadlines.js';
import { Person } from './graph/person.js';
import { AssessmentResolver } from './hard-life-situation/assessment.resolver.js';
import { CloseSituation } from './hard-life-situation/close-situation.js';
import { Finding } from './hard-life-situation/finding.entity.js';
import { ObjectionResolver } from './hard-life-situation/objection.resolver.js';
import { OfficialsResolver } from './hard-life-situation/officials.resolver.js';
import { onHardLifeSituationFound } from './hard-life-situation/on-hard-life-situation-found.js';
import { onPersonMergeUndone } from './hard-life-situation/on-person-merge-undone.js';
import { onPersonMerged } from './hard-life-situation/on-person-merged.js';
import { PersonSituationsResolver } from './hard-life-situation/person-situations.resolver.js';
import { RecordAssessment } from './hard-life-situation/record-assessment.js';
import { RecordObjection } from './hard-life-situation/record-objection.js';
import { RecordReview } from './hard-life-situation/record-review.js';
import { RejectObjection } from './hard-life-situation/reject-objection.js';
import { HardLifeSituation } from './hard-life-situation/situation.entity.js';
import { SituationResolver } from './hard-life-situation/situation.resolver.js';
import { UpholdObjection } from './hard-life-situation/uphold-objection.js';
import { lawOf } from './law.js';
import { OFFICIALS } from './rules/hard-life-situation/roles.js';

/** Social benefits: families in a hard life situation. */
export const service = defineService({
  name: 'social-benefits',
  law: lawOf,
  entities: [HardLifeSituation, Finding],
  useCases: [RecordAssessment, RecordReview, CloseSituation, RecordObjection, UpholdObjection, RejectObjection],
  resolvers: [
    SituationResolver,
    AssessmentResolver,
    ObjectionResolver,
    OfficialsResolver,
    PersonSituationsResolver,
    deadlineResolver('benefit', [...OFFICIALS, 'auditor', 'admin']),
    accessLogResolver(Person, 'benefitsAccessLog'),
  ],
  deadlines: benefitsDeadlines,
  handlers: ({ law }) => ({
    ChildStandingChanged: onChildStandingChanged,
    HardLifeSituationFound: (events) => onHardLifeSituationFound(events, law),
    PersonMerged: onPersonMerged,
    PersonMergeUndone: onPersonMergeUndone,
  }),
  migrations: benefitsMigrations,
  data: dataOf(database),
});
