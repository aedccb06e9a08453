import { DEMO_MACHINES, DEMO_PEOPLE, type DemoMachine, type DemoPerson } from './demo-people.js';

/** By how much a token is to say less than its holder may: one territory or one facility. */
export interface Narrowing {
  readonly territory?: string | undefined;
  readonly facility?: string | undefined;
}

export class NotAllowedThere extends Error {}

/** Whether `territory` is `root` or lies in it: `KG-C-03` lies in `KG-C`, not in `KG-C-0`. */
export const liesIn = (territory: string, root: string): boolean =>
  territory === root || territory.startsWith(`${root}-`);

/** The demo person or machine of a role that fits the narrowing most closely. Throws {@link NotAllowedThere}. */
export function whoFits(role: string, { territory, facility }: Narrowing = {}): DemoPerson | DemoMachine {
  const candidates = [...DEMO_PEOPLE, ...DEMO_MACHINES].filter((one) => one.role === role);
  if (candidates.length === 0) {
    const roles = new Set([...DEMO_PEOPLE, ...DEMO_MACHINES].map((one) => one.role));
    throw new NotAllowedThere(
      `there is no demo person or machine of role "${role}"; there are: ${[...roles].join(', ')}`,
    );
  }
  const fitting = candidates
    .filter((one) => !territory || (one.territory !== null && liesIn(territory, one.territory)))
    .filter((one) => !facility || facilitiesOf(one).includes(facility));
  if (fitting.length === 0) {
    const asked = [territory, facility].filter(Boolean).join(', ');
    const places = candidates.flatMap((one) =>
      facilitiesOf(one).length > 0 ? facilitiesOf(one) : (one.territory ?? []),
    );
    const there = places.length > 0 ? `; they work at ${[...new Set(places)].join(', ')}` : '';
    throw new NotAllowedThere(`no demo ${role} works at ${asked}${there}`);
  }
  if (!territory) return fitting[0]!;
  return fitting.reduce((best, one) => (one.territory!.length > best.territory!.length ? one : best));
}

const facilitiesOf = (one: DemoPerson | DemoMachine) => ('facilities' in one ? one.facilities : []);

/** What a token says about its holder, narrowed. Throws {@link NotAllowedThere} when that would be more than the holder has. */
export function claimsOf(one: DemoPerson | DemoMachine, { territory, facility }: Narrowing = {}) {
  if (territory && (one.territory === null || !liesIn(territory, one.territory))) {
    throw new NotAllowedThere(`${one.id} does not work in ${territory}`);
  }
  if (facility && !facilitiesOf(one).includes(facility)) {
    throw new NotAllowedThere(`${one.id} does not notify for ${facility}`);
  }
  return {
    roles: [one.role],
    territory: territory ?? one.territory,
    facilities: facility ? [facility] : facilitiesOf(one),
    organisation: one.organisation,
    ...('pin' in one && one.pin ? { pin: one.pin } : {}),
  };
}
