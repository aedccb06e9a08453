import { accessLogResolver, deadlineResolver, type SubgraphOptions } from '@kamkor/subgraph';
import { Person } from './graph/person.js';
import { PersonSituationsResolver } from './hard-life-situation/person-situations.resolver.js';
import { SituationService } from './hard-life-situation/record-assessment.js';
import { ObjectionService } from './hard-life-situation/record-objection.js';
import { SituationResolver } from './hard-life-situation/situation.resolver.js';
import { Law } from './law.js';
import { OFFICIALS } from './rules/hard-life-situation/roles.js';

export const providers = (law: Law): SubgraphOptions['providers'] => [
  { provide: Law, useValue: law },
  ObjectionService,
  SituationService,
  SituationResolver,
  PersonSituationsResolver,
  deadlineResolver('benefit', [...OFFICIALS, 'auditor', 'admin']),
  accessLogResolver(Person, 'benefitsAccessLog'),
];
