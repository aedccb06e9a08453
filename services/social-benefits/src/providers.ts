import { accessLogResolver, deadlineResolver, type SubgraphOptions } from '@kamkor/subgraph';
import { Person } from './graph/person.js';
import { AssessmentResolver } from './hard-life-situation/assessment.resolver.js';
import { CloseSituation } from './hard-life-situation/close-situation.js';
import { ObjectionResolver } from './hard-life-situation/objection.resolver.js';
import { OfficialsResolver } from './hard-life-situation/officials.resolver.js';
import { PersonSituationsResolver } from './hard-life-situation/person-situations.resolver.js';
import { RecordAssessment } from './hard-life-situation/record-assessment.js';
import { RecordObjection } from './hard-life-situation/record-objection.js';
import { RecordReview } from './hard-life-situation/record-review.js';
import { RejectObjection } from './hard-life-situation/reject-objection.js';
import { SituationResolver } from './hard-life-situation/situation.resolver.js';
import { UpholdObjection } from './hard-life-situation/uphold-objection.js';
import { LAW } from './law.js';
import { OFFICIALS } from './rules/hard-life-situation/roles.js';
import type { Law } from './rules/law.js';

/** Resolvers and use cases of the subgraph; none needs a database to be made. */
export const providers = (law: Law): SubgraphOptions['providers'] => [
  { provide: LAW, useValue: law },
  RecordAssessment,
  RecordReview,
  CloseSituation,
  RecordObjection,
  UpholdObjection,
  RejectObjection,
  SituationResolver,
  AssessmentResolver,
  ObjectionResolver,
  OfficialsResolver,
  PersonSituationsResolver,
  deadlineResolver('benefit', [...OFFICIALS, 'auditor', 'admin']),
  accessLogResolver(Person, 'benefitsAccessLog'),
];
