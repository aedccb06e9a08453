import {
  aBirth,
  aPrincipal,
  type BirthInput,
  ELSEWHERE,
  type GoodCall,
  HERE,
  ROWS,
  type ServiceUnderTest,
} from '@kamkor/testing';

/** Runs a mutation of births as somebody and gives the id that it answers with. */
export type Mutate = (who: ReturnType<typeof aPrincipal>, name: string, input: object) => Promise<string>;

interface Outreach {
  readonly booted: ServiceUnderTest;
  readonly mutate: Mutate;
  readonly facility: string;
  /** One more overdue child with an open task in a territory. */
  readonly overdue: (territory: string) => Promise<unknown>;
  readonly wholeBirth: () => BirthInput;
}

/** A third territory, to which both of the others offer tasks. */
const THIRD = 'KG-N-06';
const hospital = (facility: string) => aPrincipal({ roles: ['hospital'], facilities: [facility] });
const socialWorker = (territory: string) => aPrincipal({ roles: ['social-worker'], territory });

interface OpenTask {
  readonly taskId: string;
  readonly version: number;
}

const openTasks = (booted: ServiceUnderTest, territory: string, count: number) =>
  booted.database.admin<OpenTask>(
    `SELECT id AS "taskId", version FROM outreach_task WHERE state = 'OPEN' AND territory = $1 ORDER BY id LIMIT $2`,
    [territory, count],
  );
const withdrawOffers = (booted: ServiceUnderTest, taskId: string) =>
  booted.database.admin(`UPDATE outreach_handover SET state = 'WITHDRAWN' WHERE task_id = $1 AND state = 'OFFERED'`, [
    taskId,
  ]);

/** Of a mother whom nobody knows: these births are no duplicates of others. */
const unknownMother = (facility: string) =>
  aBirth().at(facility).bornDaysAgo(40).ofMother({ identity: 'UNKNOWN' }).input;

/** A row of each type that comes from outreach and statements, in a territory. */
export async function outreachRows(
  { booted, mutate, facility }: Pick<Outreach, 'booted' | 'mutate' | 'facility'>,
  territory: string,
) {
  // Under a name of its own: what somebody stated is seen by that somebody.
  const stating = { ...hospital(facility), subject: `hospital-of-${territory}` };
  const notificationId = await mutate(stating, 'notifyBirth', unknownMother(facility));
  const said = { notificationId, version: 1, careStatus: 'RELINQUISHED' };
  const ChildStatement = await mutate(stating, 'recordCareStatus', said);
  const handovers: string[] = [];
  for (const task of await openTasks(booted, territory, ROWS)) {
    handovers.push(await mutate(socialWorker(territory), 'offerHandover', { ...task, territory: THIRD }));
  }
  return { ChildStatement, OutreachHandover: handovers[0]! };
}

/** An offer from elsewhere that a worker HERE may answer. */
async function offerToHere({ booted, mutate, overdue }: Outreach): Promise<{ id: string; version: number }> {
  if ((await openTasks(booted, ELSEWHERE, 1)).length === 0) await overdue(ELSEWHERE);
  const [task] = await openTasks(booted, ELSEWHERE, 1);
  await withdrawOffers(booted, task!.taskId);
  const id = await mutate(socialWorker(ELSEWHERE), 'offerHandover', { ...task, territory: HERE });
  return { id, version: 1 };
}

export function outreachCalls(outreach: Outreach): Readonly<Record<string, GoodCall>> {
  const { booted, mutate, facility, wholeBirth } = outreach;
  const notified = async (said: object = {}) =>
    mutate(hospital(facility), 'notifyBirth', { ...aBirth().at(facility).bornDaysAgo(3).input, ...said });
  const oneTask = async () => (await openTasks(booted, HERE, 1))[0]!;
  return {
    notifyBirths: { role: 'hospital', next: () => ({ reports: [wholeBirth()] }) },
    completeNotification: {
      role: 'hospital',
      next: async () => ({
        input: {
          ...{ id: await notified({ weightGrams: null }), version: 1, weightGrams: 3_000, motherTerritory: HERE },
          mother: { identity: 'PIN', pin: '11403199600123', birthDate: '1996-03-14' },
          father: { identity: 'NAMED', familyName: 'В', givenName: 'Г' },
        },
      }),
    },
    recordCareStatus: {
      role: 'hospital',
      next: async () => ({ input: { notificationId: await notified(), version: 1, careStatus: 'IN_CARE' } }),
    },
    recordChildDeath: {
      role: 'hospital',
      next: async () => ({ input: { notificationId: await notified(), version: 1, diedOn: null } }),
    },
    assignOutreach: {
      role: 'social-supervisor',
      next: async () => ({ input: { ...(await oneTask()), worker: 'worker-1' } }),
    },
    recordReview: {
      role: 'social-supervisor',
      next: async () => {
        const task = await oneTask();
        const awaited = 'UPDATE outreach_task SET review_noticed_at = opened_at WHERE id = $1';
        await booted.database.admin(awaited, [task.taskId]);
        const clock = `UPDATE deadline SET state = 'CANCELLED', ended_at = due_at WHERE subject_id = $1
          AND kind = 'OUTREACH_REVIEW' AND state = 'PENDING'`;
        await booted.database.admin(clock, [task.taskId]);
        return { input: { ...task, conclusion: 'CONTINUE' } };
      },
    },
    offerHandover: {
      role: 'social-worker',
      next: async () => {
        const task = await oneTask();
        await withdrawOffers(booted, task.taskId);
        return { input: { ...task, territory: THIRD } };
      },
    },
    acceptHandover: { role: 'social-worker', next: async () => ({ input: await offerToHere(outreach) }) },
    declineHandover: {
      role: 'social-worker',
      next: async () => ({ input: { ...(await offerToHere(outreach)), reason: 'OTHER' } }),
    },
    withdrawHandover: {
      role: 'social-worker',
      next: async () => {
        const task = await oneTask();
        await withdrawOffers(booted, task.taskId);
        const id = await mutate(socialWorker(HERE), 'offerHandover', { ...task, territory: THIRD });
        return { input: { id, version: 1 } };
      },
    },
  };
}
