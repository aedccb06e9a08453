import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'One code of a list, with its label for people.' })
export class CodeListEntry {
  @Field({ description: 'The code as it is sent and answered: a value of the enumeration, such as `PROMISED`.' })
  code: string;

  @Field({ description: 'Label in Kyrgyz.' })
  labelKy: string;

  @Field({ description: 'Label in Russian.' })
  labelRu: string;

  @Field({ description: 'Label in English.' })
  labelEn: string;
}

@ObjectType({ description: 'The codes of one enumeration of the graph with their labels, for forms and lists.' })
export class CodeList {
  @Field({ description: 'Name of the enumeration with a small first letter: `visitOutcome` for `VisitOutcome`.' })
  name: string;

  @Field(() => [CodeListEntry], { description: 'The codes, in the order in which a form offers them.' })
  entries: CodeListEntry[];
}
