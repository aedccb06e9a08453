import { CODE_LISTS, type CodeListName, codeList, isCodeListName } from '@kamkor/reference';
import { LAW } from '@kamkor/service-kit';
import { Allow, type SubgraphContext } from '@kamkor/subgraph';
import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Law } from '../rules/law.js';
import { EVERYBODY } from '../territory/territory.js';
import { CodeList, CodeListEntry } from './code-list.js';

@Resolver(() => CodeListEntry)
export class CodeListResolver {
  constructor(@Inject(LAW) private readonly law: Law) {}

  @Allow({ roles: EVERYBODY })
  @Query(() => [CodeList], {
    description: 'Every code list: the labels of all enumerations of the graph, from every service.',
  })
  codeLists(): CodeList[] {
    return CODE_LISTS.map((name) => this.listOf(name));
  }

  @Allow({ roles: EVERYBODY })
  @Query(() => CodeList, { nullable: true, description: 'One code list by its name; null if there is none.' })
  codeList(@Args('name', { description: 'Its name, such as `visitOutcome`.' }) name: string): CodeList | null {
    return isCodeListName(name) ? this.listOf(name) : null;
  }

  @ResolveField(() => String, { description: 'Label in the caller’s language (`Accept-Language`: ky, ru, en).' })
  label(@Parent() { labelKy, labelRu, labelEn }: CodeListEntry, @Context() { language }: SubgraphContext): string {
    return language === 'ky' ? labelKy : language === 'ru' ? labelRu : labelEn;
  }

  private listOf(name: CodeListName): CodeList {
    const entries = codeList(name, this.law.profile).map(({ code, label: { ky, ru, en } }) => ({
      code,
      labelKy: ky,
      labelRu: ru,
      labelEn: en,
    }));
    return { name, entries };
  }
}
