import { Instant, LegalDate } from '@kamkor/subgraph';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { CountedPartEnum } from '../documentation/enumerations.js';
import type { Counted } from '../rules/report/figures.js';
import type { ReportPeriod } from '../rules/report/period.js';
import type { Overlap } from '../rules/territory.js';

@InputType({ description: 'A period of whole legal days.' })
export class ReportPeriodInput implements ReportPeriod {
  @Field(() => LegalDate, { description: 'Its first day.' })
  from: Temporal.PlainDate;

  @Field(() => LegalDate, { description: 'Its last day, which belongs to it. Not before `from`; may lie ahead.' })
  to: Temporal.PlainDate;
}

/** A line as it was counted: in which part of the territory, and of whom. */
export interface CountedLine extends Counted {
  readonly part: string;
  readonly responsible: 'SOCIAL_UNIT' | 'GUARDIANSHIP';
}

@ObjectType({ description: 'One territory directly below that of the report, with everything below it.' })
export class DocumentationReportPart {
  readonly code: string;

  readonly lines: readonly CountedLine[];
}

@ObjectType({
  description:
    'How the documentation of newborns went in a territory and a period. Counts only, about nobody by name; asking again gives what is known then.',
})
export class DocumentationReport {
  readonly code: string;

  readonly lines: readonly CountedLine[];

  @Field(() => LegalDate, { description: 'First day of the period.' })
  from: Temporal.PlainDate;

  @Field(() => LegalDate, { description: 'Last day of the period.' })
  to: Temporal.PlainDate;

  @Field(() => Instant, {
    description: 'When it was counted, in legal time. A period that lies ahead counts until then.',
  })
  countedAt: Temporal.Instant;

  @Field(() => CountedPartEnum, {
    nullable: true,
    description: 'Whether all of the territory was counted or only the caller’s part.',
  })
  counted: Exclude<Overlap, 'NONE'>;

  @Field(() => [DocumentationReportPart], {
    description:
      'The territories directly below, as far as the caller’s territory goes. Less than the whole where children are watched at the territory itself.',
  })
  parts: readonly DocumentationReportPart[];
}
