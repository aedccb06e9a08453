import { tx } from '@kamkor/persistence';
import type { KnownPlaces } from '../rules/notification/birth.js';
import type { BirthReport } from '../rules/notification/birth-report.js';
import { isUnitLevel } from '../rules/notification/responsible-territory.js';

interface FacilityRow {
  readonly code: string;
  readonly territory: string;
  readonly name: string;
}

/** Looks up every code of these reports at once. */
export async function knownPlaces(
  reports: readonly Partial<Pick<BirthReport, 'facility' | 'birthTerritory' | 'motherTerritory'>>[],
): Promise<KnownPlaces> {
  const facilities = await tx().sql<FacilityRow>(
    'SELECT code, territory, name_ky AS name FROM facility WHERE code = ANY ($1::text[])',
    [distinct(reports.map(({ facility }) => facility))],
  );
  const territories = await tx().sql<{ code: string; hasParts: boolean }>(
    `SELECT code, EXISTS (SELECT FROM territory below WHERE below.parent = t.code) AS "hasParts"
     FROM territory t WHERE code = ANY ($1::text[])`,
    [
      distinct([
        ...reports.flatMap(({ birthTerritory, motherTerritory }) => [birthTerritory, motherTerritory]),
        ...facilities.map(({ territory }) => territory),
      ]),
    ],
  );
  const byCode = new Map(facilities.map((facility) => [facility.code, facility]));
  const known = new Map(territories.map(({ code, hasParts }) => [code, isUnitLevel(code, hasParts)]));
  return {
    facility: (code) => byCode.get(code),
    isTerritory: (code) => known.has(code),
    hasUnit: (code) => known.get(code) ?? false,
  };
}

/** A text that PostgreSQL cannot hold is no code of anything. */
const distinct = (codes: readonly (string | null | undefined)[]): string[] => [
  ...new Set(codes.filter((code): code is string => Boolean(code) && !code?.includes('\0'))),
];
