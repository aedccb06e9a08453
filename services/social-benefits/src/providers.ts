import { accessLogResolver, deadlineResolver, type SubgraphOptions } from '@kamkor/subgraph';
import { Person } from './graph/references.js';
import { ObjectionService } from './hard-life-situation/objection.service.js';
import { PersonSituationsResolver } from './hard-life-situation/person-situations.resolver.js';
import { SituationResolver } from './hard-life-situation/situation.resolver.js';
import { SituationService } from './hard-life-situation/situation.service.js';
import { Law } from './law.js';
import { OFFICIALS } from './rules/situation-roles.js';

export const providers = (law: Law): SubgraphOptions['providers'] => [
  { provide: Law, useValue: law },
  ObjectionService,
  SituationService,
  SituationResolver,
  PersonSituationsResolver,
  deadlineResolver('benefit', [...OFFICIALS, 'auditor', 'admin']),
  accessLogResolver(Person, 'benefitsAccessLog'),
];
