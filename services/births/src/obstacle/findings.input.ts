import { LegalDate } from '@kamkor/subgraph';
import { Field, InputType } from '@nestjs/graphql';
import { SexEnum } from '../notification/enumerations.js';
import type { Sex } from '../rules/notification/birth-report.js';
import type { LackedDocument, ParentDocument, UndocumentedSibling, VisitedParent } from '../rules/obstacle/details.js';
import type { SaidSafetyConcern } from '../rules/obstacle/safety-concern-details.js';
import type { SafetyGround } from '../rules/obstacle/safety-concern-states.js';
import { ParentDocumentEnum, SafetyGroundEnum, VisitedParentEnum } from './enumerations.js';

@InputType({ description: 'A document that a parent lacks. The registry is asked to help with it.' })
export class LackedDocumentInput implements LackedDocument {
  @Field(() => VisitedParentEnum, { description: 'Who lacks it.' })
  parent: VisitedParent;

  @Field(() => ParentDocumentEnum, { description: 'What is lacking.' })
  document: ParentDocument;
}

@InputType({ description: 'Another child of the family without documents. It is watched and visited for from now on.' })
export class UndocumentedSiblingInput implements UndocumentedSibling {
  @Field(() => LegalDate, { description: 'Date of birth; the likeliest one where the family does not know the day.' })
  birthDate: Temporal.PlainDate;

  @Field({ defaultValue: false, description: 'Whether the date is only likely.' })
  birthDateApproximate: boolean;

  @Field(() => SexEnum, { defaultValue: 'UNDETERMINED', description: 'UNDETERMINED also where it was not asked.' })
  sex: Sex;

  @Field(() => String, { nullable: true, description: 'What the child is called, at most 120 characters.' })
  givenName?: string | null;
}

@InputType({
  description:
    'Somebody in the family may not be safe. It goes to protection workers and to nobody else: it does not stand in the visit, and you will not see it again.',
})
export class SafetyConcernInput implements SaidSafetyConcern {
  @Field(() => [SafetyGroundEnum], { description: 'Why; at least one.' })
  grounds: SafetyGround[];

  @Field(() => String, {
    nullable: true,
    description: 'What protection workers need to know, at most 2,000 characters; needed with OTHER.',
  })
  note?: string | null;
}
