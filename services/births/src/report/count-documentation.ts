import { tx } from '@kamkor/persistence';
import type { Law } from '../rules/law.js';
import { boundsOf, type ReportPeriod } from '../rules/report/period.js';
import { overlap } from '../rules/territory.js';
import type { CountedLine, DocumentationReport } from './documentation-report.js';

const PLACES = `SELECT code FROM territory WHERE code = $1 OR parent = $1 ORDER BY code`;

const COUNT = `SELECT responsible, part, measure, key, children FROM count_documentation($1, $2, $3, $4, $5, $6, $7)`;

/** The report of a territory, or null where there is none such or the caller may count nothing of it. */
export async function reportOf(
  territory: string,
  period: ReportPeriod,
  { calendar }: Law,
): Promise<DocumentationReport | null> {
  const { start, end, zone } = boundsOf(period, calendar);
  const { sql, now, principal } = tx();
  const counted = overlap(territory, principal.territory);
  if (counted === 'NONE') return null;
  const places = (await sql<{ code: string }>(PLACES, [territory])).map(({ code }) => code);
  if (!places.includes(territory)) return null;
  const lines = await sql<CountedLine>(COUNT, [territory, period.from, period.to, start, end, now, zone]);
  const parts = places
    .filter((code) => code !== territory && overlap(code, principal.territory) !== 'NONE')
    .map((code) => ({ code, lines: lines.filter(({ part }) => part === code) }));
  return { code: territory, lines, from: period.from, to: period.to, countedAt: now, counted, parts };
}
