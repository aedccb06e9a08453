import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import {
  aBirth,
  aPrincipal,
  aVisit,
  type BirthInput,
  ELSEWHERE,
  HERE,
  ROWS,
  type Rows,
  type SecurityCase,
  type ServiceUnderTest,
} from '@kamkor/testing';
import type { BirthsDeadlines } from '../deadlines.js';
import { DuplicateWorker } from '../duplicate/duplicate-worker.js';
import { backlogCalls, backlogRows } from './security/backlog.js';
import { type Mutate, outreachCalls, outreachRows } from './security/outreach.js';
import { nameGuardian, nameMany, protectionCalls } from './security/protection.js';
import { safetyCalls, safetyRows } from './security/safety.js';

const FACILITY = { [HERE]: 'KG-C-03-F01', [ELSEWHERE]: 'KG-O-02-F01' } as const;

type Booted = ServiceUnderTest<BirthsDeadlines>;

const hospital = (facility: string) => aPrincipal({ roles: ['hospital'], facilities: [facility] });
const socialWorker = (territory: string) => aPrincipal({ roles: ['social-worker'], territory });
const anOverdueBirth = (facility: string) => aBirth().at(facility).overdueBy(5).days.input;

const backlogOf = (booted: Booted) => ({
  booted,
  mutate: (...call: [Principal, string, object]) => booted.mutate(...call),
  facility: FACILITY[HERE],
  sweep: () => booted.sweep(),
});

/** Notified, identified by the registry, overdue, and visited. */
async function children(booted: Booted, territory: keyof typeof FACILITY, count: number, mother: string) {
  const facility = FACILITY[territory];
  const notifications: string[] = [];
  for (let i = 0; i < count; i++) {
    notifications.push(await booted.mutate(hospital(facility), 'notifyBirth', anOverdueBirth(facility)));
  }
  const recorded = notifications.map((notificationId) => ({
    notificationId,
    birthRecordId: randomUUID(),
    registryState: 'CREATED' as const,
    personId: randomUUID(),
    motherPersonId: mother,
  }));
  await booted.receive(
    'ChildRecorded',
    recorded.map((payload) => [payload.birthRecordId, payload]),
  );
  await booted.sweep();
  const tasks = await booted.database.admin<{ id: string; version: number; watch_id: string }>(
    'SELECT id, version, watch_id FROM outreach_task WHERE notification_id = ANY ($1)',
    [notifications],
  );
  const visits: string[] = [];
  for (const task of tasks) {
    visits.push(await booted.mutate(socialWorker(territory), 'recordVisit', aVisit(task).input));
  }
  return {
    BirthNotification: notifications[0]!,
    DocumentationWatch: tasks[0]!.watch_id,
    OutreachTask: tasks[0]!.id,
    OutreachVisit: visits[0]!,
    Person: recorded[0]!.personId,
  };
}

/** Births that one mother is said to have had at once: each two of them are a pair. Gives one pair. */
async function duplicates(booted: Booted, territory: keyof typeof FACILITY, births: number): Promise<string> {
  const facility = FACILITY[territory];
  const mother = { identity: 'PIN' as const, pin: `114031996${facility === FACILITY[HERE] ? '77777' : '88888'}` };
  for (let i = 0; i < births; i++) {
    const birth = aBirth().at(facility).bornDaysAgo(3).with({ mother, motherTerritory: territory }).input;
    await booted.mutate(hospital(facility), 'notifyBirth', birth);
  }
  const { law, deadlines } = booted.opened;
  const transactions = await booted.database.transactions('worker');
  const onError = (error: unknown) => {
    throw error;
  };
  const worker = new DuplicateWorker({ law, deadlines, transactions, onError });
  while (await worker.work());
  const [pair] = await booted.database.admin<{ id: string }>(
    'SELECT id FROM duplicate_candidate WHERE territory_one = $1 ORDER BY id LIMIT 1',
    [territory],
  );
  return pair!.id;
}

/** How many births of one mother make ROWS pairs. */
const BIRTHS_TO_PAIR = Math.ceil(Math.sqrt(2 * ROWS)) + 1;

async function openPair(booted: Booted): Promise<{ candidateId: string; version: number; keep: string }> {
  const [pair] = await booted.database.admin<{ candidateId: string; version: number; keep: string }>(
    `SELECT id AS "candidateId", version, one AS keep FROM duplicate_candidate
     WHERE state = 'OPEN' AND territory_one = $1 AND territory_other = $1 ORDER BY id LIMIT 1`,
    [HERE],
  );
  return pair!;
}

/** With every field said, so that each can be made nasty. */
const wholeBirth = (): BirthInput =>
  aBirth()
    .bornDaysAgo(3)
    .with({
      placeOfBirth: 'Кемин шаары',
      motherTerritory: HERE,
      careStatus: 'WITH_PARENTS',
      mother: { identity: 'PIN', pin: '11403199600123', familyName: 'А', givenName: 'Б', birthDate: '1996-03-14' },
      father: { identity: 'NAMED', familyName: 'В', givenName: 'Г', birthDate: '1990-01-01' },
    }).input;

export const security: SecurityCase<BirthsDeadlines> = {
  fill: async (booted): Promise<Rows> => {
    const citizen = randomUUID();
    const here = await children(booted, HERE, ROWS, citizen);
    const { Person: _person, ...elsewhere } = await children(booted, ELSEWHERE, 1, randomUUID());
    const rowsOf = (territory: keyof typeof FACILITY) =>
      outreachRows({ booted, mutate: (...call) => booted.mutate(...call), facility: FACILITY[territory] }, territory);
    const concernIn = (territory: keyof typeof FACILITY, count?: number) =>
      safetyRows(
        { booted, mutate: (...call) => booted.mutate(...call), facility: FACILITY[territory] },
        territory,
        count,
      );
    const naming: Mutate = (...call) => booted.mutate(...call);
    await nameMany(naming);
    const rows = {
      ids: {
        ...here,
        ProtectionWorker: await nameGuardian(naming, HERE),
        SafetyConcern: await concernIn(HERE),
        ...(await rowsOf(HERE)),
        DuplicateCandidate: await duplicates(booted, HERE, BIRTHS_TO_PAIR),
        Territory: HERE,
        Facility: FACILITY[HERE],
      },
      elsewhere: {
        ...elsewhere,
        ProtectionWorker: await nameGuardian(naming, ELSEWHERE),
        SafetyConcern: await concernIn(ELSEWHERE, 1),
        ...(await rowsOf(ELSEWHERE)),
        DuplicateCandidate: await duplicates(booted, ELSEWHERE, 2),
      },
      citizen,
      facility: FACILITY[HERE],
    };
    // Last, because who falls overdue HERE afterwards waits.
    const starts = await backlogRows(backlogOf(booted));
    return {
      ...rows,
      ids: { ...rows.ids, TerritoryStart: starts.here },
      elsewhere: { ...rows.elsewhere, TerritoryStart: starts.elsewhere },
    };
  },
  goodCalls: (_rows, booted) => ({
    ...backlogCalls(backlogOf(booted)),
    ...safetyCalls({ booted, mutate: (...call) => booted.mutate(...call), facility: FACILITY[HERE] }),
    ...protectionCalls((...call) => booted.mutate(...call)),
    ...outreachCalls({
      booted,
      mutate: (...call) => booted.mutate(...call),
      facility: FACILITY[HERE],
      overdue: (territory) => children(booted, territory as keyof typeof FACILITY, 1, randomUUID()),
      wholeBirth,
    }),
    notifyBirth: { role: 'hospital', next: () => ({ input: wholeBirth() }) },
    decideDuplicate: {
      role: 'registrar',
      next: async () => ({ input: { ...(await openPair(booted)), decision: 'DIFFERENT', grounds: 'two children' } }),
    },
    undoDuplicate: {
      role: 'registrar',
      next: async () => {
        const { candidateId, version } = await openPair(booted);
        const decided = { candidateId, version, decision: 'DIFFERENT', grounds: 'two children' };
        const registrar = aPrincipal({ roles: ['registrar'], territory: HERE });
        await booted.mutate(registrar, 'decideDuplicate', decided);
        return { input: { candidateId, version: version + 1, reason: 'one child' } };
      },
    },
    recordVisit: {
      role: 'social-worker',
      next: async () => {
        const sql = `SELECT id, version FROM outreach_task WHERE state = 'OPEN' AND territory = $1 ORDER BY id LIMIT 1`;
        const [task] = await booted.database.admin<{ id: string; version: number }>(sql, [HERE]);
        return { input: aVisit(task!).findingHardship('POVERTY').input };
      },
    },
  }),
};
