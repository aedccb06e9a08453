import type { Principal } from '@kamkor/principal';
import { aBirth, aPrincipal, ELSEWHERE, type GoodCall, HERE, ROWS, type ServiceUnderTest } from '@kamkor/testing';

interface BacklogSetting {
  readonly booted: ServiceUnderTest;
  readonly mutate: (who: Principal, name: string, input: object) => Promise<string>;
  readonly facility: string;
  /** What the worker does on what is due. */
  readonly sweep: () => Promise<unknown>;
}

const supervisor = (territory: string) => aPrincipal({ roles: ['social-supervisor'], territory });
const plan = (territory: string) => ({
  ...{ territory, startsOn: Temporal.Now.plainDateISO().add({ days: 7 }).toString() },
  ...{ workers: 3, childrenPerWorker: 2 },
});

async function planned({ mutate }: BacklogSetting, territory: string): Promise<string> {
  return await mutate(supervisor(territory), 'startTerritory', plan(territory));
}
async function planTakenBack(setting: BacklogSetting, territory: string): Promise<string> {
  const id = await planned(setting, territory);
  return await setting.mutate(supervisor(territory), 'withdrawTerritoryStart', { id, version: 1 });
}

/** A plan of each territory; HERE one more for each row, and a child for each that waits for it. */
export async function backlogRows(setting: BacklogSetting) {
  const { mutate, facility, sweep } = setting;
  for (let n = 1; n < ROWS; n += 1) await planTakenBack(setting, HERE);
  const here = await planned(setting, HERE);
  const hospital = aPrincipal({ roles: ['hospital'], facilities: [facility] });
  for (let n = 0; n < ROWS; n += 1) {
    const birth = aBirth().at(facility).overdueBy(5).days.with({ motherTerritory: HERE });
    await mutate(hospital, 'notifyBirth', birth.ofMother({ identity: 'UNKNOWN' }).input);
  }
  await sweep();
  return { here, elsewhere: await planTakenBack(setting, ELSEWHERE) };
}

export function backlogCalls(setting: BacklogSetting): Readonly<Record<string, GoodCall>> {
  const { booted } = setting;
  const role = 'social-supervisor' as const;
  const STANDING = 'SELECT id, version FROM territory_start WHERE withdrawn_at IS NULL AND territory = $1';
  const standing = async () => {
    const ask = () => booted.database.admin<{ id: string; version: number }>(STANDING, [HERE]);
    if ((await ask()).length === 0) await planned(setting, HERE);
    return (await ask())[0]!;
  };
  const WAITING =
    'SELECT id AS "watchId", version FROM documentation_watch WHERE awaits_release AND territory = $1 LIMIT 1';
  return {
    startTerritory: {
      role,
      next: async () => {
        const { id } = await standing();
        const end = `UPDATE territory_start SET withdrawn_at = declared_at, withdrawn_by = 'test' WHERE id = $1`;
        await booted.database.admin(end, [id]);
        return { input: plan(HERE) };
      },
    },
    adjustBacklogRelease: {
      role,
      next: async () => ({ input: { ...(await standing()), workers: 4, childrenPerWorker: 1 } }),
    },
    withdrawTerritoryStart: { role, next: async () => ({ input: await standing() }) },
    releaseFromBacklog: {
      role,
      next: async () => ({ input: (await booted.database.admin<object>(WAITING, [HERE]))[0] }),
    },
  };
}
