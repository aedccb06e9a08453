import { FROM, TO } from './calendar.js';
import { COUNTRY, type Data, type Graph } from './graph.js';
import type { PlannedChild } from './life.js';
import { countedIn, type TalliedCode, tallyOf } from './tally.js';

const OVERDUE = `children visited documentedVisited documentedUnvisited stillOpen visitedShare documentedShare
  medianDaysToCertificate`;
const FIGURES = `{ notified appliedInTime termEnded overdueShare documented medianDaysToCertificate
  openingStock { ${OVERDUE} } newlyOverdue { ${OVERDUE} } siblings { found documented stillOpen }
  byReason { code: reason children documented } byObstacle { code: obstacle children documented } }`;
export const REPORT = `query ($period: ReportPeriodInput!, $territory: String!) {
  documentationReport(period: $period, territory: $territory) { counted countedAt territory { id nameEn }
    figures ${FIGURES} apartFromParents ${FIGURES}
    parts { territory { id nameEn } figures ${FIGURES} apartFromParents ${FIGURES} } } }`;

/** The minister's report, as an auditor of the whole country is answered. */
export async function askReport(graph: Graph): Promise<Data> {
  const period = { from: FROM.toString(), to: TO.toString() };
  return (await graph.ask('auditor', REPORT, { period, territory: 'KG' }, COUNTRY)).documentationReport;
}

/** Codes of which nothing was said are left out; the graph gives them with noughts. */
const said = (codes: readonly TalliedCode[]): TalliedCode[] =>
  codes.filter(({ children }) => children > 0).sort((one, other) => (one.code < other.code ? -1 : 1));

/** Every field of an answer or a tally by its path, lists by their codes. */
function fieldsOf(value: unknown, path: string): [string, unknown][] {
  if (Array.isArray(value)) {
    return said(value).flatMap(({ code, ...rest }) => fieldsOf(rest, `${path}.${code}`));
  }
  if (value === null || typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([name, one]) => fieldsOf(one, `${path}.${name}`));
}

export interface Comparison {
  readonly fields: number;
  /** One line for each field that differs. */
  readonly differences: readonly string[];
}

/** Compares the report with the pilot's own tally, field by field, for the country and each part. */
export function compare(report: Data, children: readonly PlannedChild[]): Comparison {
  const places = [report, ...report.parts];
  const compared = places.flatMap(({ territory: { id }, figures, apartFromParents }: Data) => [
    ...differences(id, figures, tallyOf(countedIn(children, id, false))),
    ...differences(`${id}.apartFromParents`, apartFromParents, tallyOf(countedIn(children, id, true))),
  ]);
  return comparisonOf(compared);
}

export const comparisonOf = (compared: readonly (string | null)[]): Comparison => ({
  fields: compared.length,
  differences: compared.flatMap((difference) => difference ?? []),
});

/** One entry for each field, null where both say the same. */
export function differences(path: string, answered: unknown, tallied: unknown): (string | null)[] {
  const theirs = new Map(fieldsOf(answered, path));
  const ours = new Map(fieldsOf(tallied, path));
  return [...new Set([...theirs.keys(), ...ours.keys()])].map((field) =>
    Object.is(theirs.get(field), ours.get(field))
      ? null
      : `${field}: the graph says ${theirs.get(field)}, the pilot counted ${ours.get(field)}`,
  );
}

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

/** The report as lines for a person. */
export function linesOf({ figures, apartFromParents, parts }: Data): string[] {
  const { newlyOverdue: fresh, openingStock: stock } = figures;
  const group = (name: string, one: Data) =>
    `  ${name.padEnd(16)}${[one.children, one.visited, one.documentedVisited, one.documentedUnvisited, one.stillOpen]
      .map((count) => String(count).padStart(11))
      .join('')}${percent(one.documentedShare).padStart(12)}${String(one.medianDaysToCertificate ?? '–').padStart(9)}`;
  const codes = (of: readonly TalliedCode[]) =>
    said(of).map(
      ({ code, children, documented }) =>
        `  ${code.padEnd(24)}${String(children).padStart(6)}${String(documented).padStart(12)}`,
    );
  return [
    `Documentation of newborns, ${FROM} to ${TO}, Kyrgyz Republic`,
    `  born and notified ${figures.notified} · applied in time ${figures.appliedInTime} · certificates ${figures.documented}, half of them within ${figures.medianDaysToCertificate} days`,
    `  of ${figures.termEnded} whose sixty days ended, ${fresh.children} became overdue (${percent(figures.overdueShare)})`,
    '',
    `  ${'overdue'.padEnd(16)}   children    visited  doc.visited  unvisited still open   documented   median`.replace(
      'doc.visited',
      'documented',
    ),
    group('in the period', fresh),
    group('opening stock', stock),
    ...parts
      .filter(({ figures: { newlyOverdue } }: Data) => newlyOverdue.children > 0)
      .map(({ territory, figures: { newlyOverdue } }: Data) => group(territory.nameEn, newlyOverdue)),
    group('not with parents', apartFromParents.newlyOverdue),
    '',
    `  ${'reason'.padEnd(24)}children  documented`,
    ...codes(figures.byReason),
    `  ${'obstacle'.padEnd(24)}children  documented`,
    ...codes(figures.byObstacle),
    `  siblings found without documents ${figures.siblings.found}, still without ${figures.siblings.stillOpen}`,
  ];
}
