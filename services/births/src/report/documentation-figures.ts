import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { NoCertificateReasonEnum, ObstacleEnum } from '../outreach/enumerations.js';
import type { NoCertificateReason, Obstacle } from '../rules/outreach/visit.js';
import type { DocumentationFigures, FamilyFigures, OverdueFigures, SiblingFigures } from '../rules/report/figures.js';

const MEDIAN = 'Half of them needed no more days than this from the birth to the certificate; null for nobody.';
const KINDS =
  'Of overdue children, opening stock and new ones, visited until the end of the period. Who gave several counts under each.';

@ObjectType('OverdueFigures', {
  description: 'What became of overdue children. `children` is documentedVisited + documentedUnvisited + stillOpen.',
})
export class OverdueFiguresType implements OverdueFigures {
  @Field(() => Int, { description: 'How many there were.' })
  children: number;

  @Field(() => Int, { description: 'Whose family was visited in the period, by when the visit took place.' })
  visited: number;

  @Field(() => Int, {
    description: 'Who got the certificate in the period after at least one visit, also one before the period.',
  })
  documentedVisited: number;

  @Field(() => Int, { description: 'Who got the certificate in the period without a visit before.' })
  documentedUnvisited: number;

  @Field(() => Int, { description: 'Who had no certificate at the end of the period, whether applied for or not.' })
  stillOpen: number;

  @Field(() => Float, { nullable: true, description: '`visited` of `children`, 0 to 1; null where there are none.' })
  visitedShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Documented of `children`, 0 to 1; null where there are none.' })
  documentedShare: number | null;

  @Field(() => Float, { nullable: true, description: MEDIAN })
  medianDaysToCertificate: number | null;
}

@ObjectType({ description: 'Overdue children by a reason that their family gave.' })
export class ReasonFigures implements FamilyFigures<NoCertificateReason> {
  @Field(() => NoCertificateReasonEnum, {
    nullable: true,
    name: 'reason',
    description: 'Why there was no certificate.',
  })
  code: NoCertificateReason;

  @Field(() => Int, { description: 'Whose family gave it at a visit.' })
  children: number;

  @Field(() => Int, { description: 'Who of them got the certificate in the period.' })
  documented: number;
}

@ObjectType({ description: 'Overdue children by an obstacle that a visit found.' })
export class ObstacleFigures implements FamilyFigures<Obstacle> {
  @Field(() => ObstacleEnum, { nullable: true, name: 'obstacle', description: 'What stood in the way.' })
  code: Obstacle;

  @Field(() => Int, { description: 'In whose family a visit found it.' })
  children: number;

  @Field(() => Int, { description: 'Who of them got the certificate in the period.' })
  documented: number;
}

@ObjectType('SiblingFigures', {
  description: 'Other children of the visited families, found without documents at a visit. In no other figure.',
})
export class SiblingFiguresType implements SiblingFigures {
  @Field(() => Int, { description: 'Found in the period.' })
  found: number;

  @Field(() => Int, { description: 'Who got the certificate in the period.' })
  documented: number;

  @Field(() => Int, { description: 'Found until the end of the period and without a certificate then.' })
  stillOpen: number;
}

@ObjectType('DocumentationFigures', {
  description:
    'Counts of children, by when each thing happened and not by when it was learnt. Stillbirths and children who are not watched any more are not counted.',
})
export class DocumentationFiguresType implements DocumentationFigures {
  @Field(() => Int, { description: 'Born in the period and notified, whenever that was.' })
  notified: number;

  @Field(() => Int, { description: 'Whose parents applied in the period, before their term ended.' })
  appliedInTime: number;

  @Field(() => Int, {
    description: 'Whose term ended in the period, with an application or without: what `overdueShare` is a share of.',
  })
  termEnded: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Newly overdue of `termEnded`, 0 to 1; null where there are none.',
  })
  overdueShare: number | null;

  @Field(() => Int, { description: 'Who got the certificate in the period, overdue or not.' })
  documented: number;

  @Field(() => Float, { nullable: true, description: MEDIAN })
  medianDaysToCertificate: number | null;

  @Field(() => OverdueFiguresType, {
    description: 'Who were overdue before the period began and had no certificate yet.',
  })
  openingStock: OverdueFigures;

  @Field(() => OverdueFiguresType, {
    description:
      'Whose term ended in the period without an application. Parents who applied after the term and before it was noticed are among them, although nobody is sent to them any more: such a child is documented unvisited, or still open.',
  })
  newlyOverdue: OverdueFigures;

  @Field(() => SiblingFiguresType, { description: 'Siblings without documents whom visits found.' })
  siblings: SiblingFigures;

  @Field(() => [ReasonFigures], { description: `By reason of no certificate. ${KINDS}` })
  byReason: readonly ReasonFigures[];

  @Field(() => [ObstacleFigures], { description: `By obstacle. ${KINDS}` })
  byObstacle: readonly ObstacleFigures[];
}
