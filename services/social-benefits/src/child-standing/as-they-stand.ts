import type { EventPayload } from '@kamkor/events';
import { type Standing, standingsOf } from './standing.js';

type Found = EventPayload<'HardLifeSituationFound'>;

const saidApart = ({ responsible }: Found): boolean => responsible === 'GUARDIANSHIP';

/**
 * Findings by how the children stand now, not by how they stood at the visit. If visit and births disagree about
 * whether a child is apart from its parents, the stricter holds, and then no mother is named. Nothing is registered
 * about a child that has died.
 */
export async function asTheyStand(told: readonly Found[]): Promise<Found[]> {
  const standings = await standingsOf(told.map((found) => ({ ...found, apart: saidApart(found) })));
  return told.flatMap((said) => {
    const found = { ...said, foundBy: said.foundBy ?? said.responsible };
    const { territory, apart, died } = standings.get(found.notificationId) as Standing;
    if (died) return [];
    if (!apart && !saidApart(found)) return [{ ...found, territory }];
    return [{ ...found, territory, responsible: 'GUARDIANSHIP' as const, motherPersonId: null }];
  });
}
