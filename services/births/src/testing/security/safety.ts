import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import { aBirth, aPrincipal, type GoodCall, HERE, ROWS, type ServiceUnderTest } from '@kamkor/testing';

export interface SafetySetting {
  readonly booted: ServiceUnderTest;
  readonly mutate: (who: Principal, name: string, input: object) => Promise<string>;
  readonly facility: string;
}

/** Mothers who are children themselves, whom the worker makes a concern of once the registry has answered. Gives one. */
export async function safetyRows(setting: SafetySetting, territory: string, count = ROWS): Promise<string> {
  const { booted, mutate, facility } = setting;
  const hospital = aPrincipal({ roles: ['hospital'], facilities: [facility] });
  const birthDate = Temporal.Now.plainDateISO().subtract({ years: 15 }).toString();
  const notifications: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const mother = { identity: 'NAMED' as const, familyName: 'А', givenName: 'Б', birthDate };
    const input = aBirth().at(facility).bornDaysAgo(3).with({ motherTerritory: territory, mother }).input;
    notifications.push(await mutate(hospital, 'notifyBirth', input));
  }
  await booted.receive(
    'ChildRecorded',
    notifications.map((notificationId) => [
      randomUUID(),
      {
        ...{ notificationId, birthRecordId: randomUUID(), motherPersonId: null },
        ...{ registryState: 'CREATED' as const, personId: randomUUID() },
      },
    ]),
  );
  const [concern] = await booted.database.admin<{ id: string }>(
    `SELECT id FROM safety_concern WHERE state = 'RAISED' AND notification_id = ANY ($1)`,
    [notifications],
  );
  return concern!.id;
}

export function safetyCalls(setting: SafetySetting): Record<string, GoodCall> {
  const role = 'guardianship' as const;
  const raised = async () => ({ safetyConcernId: await safetyRows(setting, HERE, 1), version: 1 });
  return {
    takeUpSafetyConcern: { role, next: async () => ({ input: await raised() }) },
    closeSafetyConcern: {
      role,
      next: async () => {
        const input = await raised();
        await setting.mutate(aPrincipal({ roles: [role], territory: HERE }), 'takeUpSafetyConcern', input);
        return { input: { ...input, version: 2, outcome: 'PROTECTED' } };
      },
    },
  };
}
