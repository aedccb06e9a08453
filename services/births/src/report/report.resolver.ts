import { LAW } from '@kamkor/service-kit';
import { Allow } from '@kamkor/subgraph';
import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Territory } from '../graph/territory.js';
import type { Law } from '../rules/law.js';
import { figuresOf } from '../rules/report/figures.js';
import { reportOf } from './count-documentation.js';
import { DocumentationFiguresType } from './documentation-figures.js';
import {
  type CountedLine,
  DocumentationReport,
  DocumentationReportPart,
  ReportPeriodInput,
} from './documentation-report.js';

const PURPOSE = 'statistics';
const REPORT_READERS = ['social-supervisor', 'registrar', 'guardianship', 'auditor'] as const;
const APART_READERS = ['guardianship', 'auditor'] as const;

const TERRITORY = 'Which territory this is.';
const FIGURES = 'The children who are with their parents.';
const APART =
  'Children relinquished, abandoned or in care, who are in no other figure. For guardianship and auditors: a single one in a small place would tell of a mother.';

const figures = (lines: readonly CountedLine[], responsible: CountedLine['responsible']) =>
  figuresOf(lines.filter((line) => line.responsible === responsible));

@Resolver(() => DocumentationReport)
export class ReportResolver {
  constructor(@Inject(LAW) private readonly law: Law) {}

  @Allow({ roles: REPORT_READERS, purpose: PURPOSE })
  @Query(() => DocumentationReport, {
    nullable: true,
    description:
      'How the documentation of newborns went in a period: notified, applied in time, overdue, visited, documented, still open. Null outside the caller’s territory and for a code that is none.',
  })
  documentationReport(
    @Args('period', { description: 'Which days.' }) period: ReportPeriodInput,
    @Args('territory', { description: 'Code of the territory: `KG`, `KG-C`, `KG-C-03`.' }) territory: string,
  ): Promise<DocumentationReport | null> {
    return reportOf(territory, period, this.law);
  }

  @ResolveField(() => Territory, { nullable: true, description: TERRITORY })
  territory(@Parent() { code }: DocumentationReport): Territory {
    return { id: code };
  }

  @ResolveField(() => DocumentationFiguresType, { description: FIGURES })
  figures(@Parent() { lines }: DocumentationReport) {
    return figures(lines, 'SOCIAL_UNIT');
  }

  @Allow({ roles: APART_READERS, purpose: PURPOSE })
  @ResolveField(() => DocumentationFiguresType, { nullable: true, description: APART })
  apartFromParents(@Parent() { lines }: DocumentationReport) {
    return figures(lines, 'GUARDIANSHIP');
  }
}

@Resolver(() => DocumentationReportPart)
export class ReportPartResolver {
  @ResolveField(() => Territory, { nullable: true, description: TERRITORY })
  territory(@Parent() { code }: DocumentationReportPart): Territory {
    return { id: code };
  }

  @ResolveField(() => DocumentationFiguresType, { description: FIGURES })
  figures(@Parent() { lines }: DocumentationReportPart) {
    return figures(lines, 'SOCIAL_UNIT');
  }

  @Allow({ roles: APART_READERS, purpose: PURPOSE })
  @ResolveField(() => DocumentationFiguresType, { nullable: true, description: APART })
  apartFromParents(@Parent() { lines }: DocumentationReportPart) {
    return figures(lines, 'GUARDIANSHIP');
  }
}
