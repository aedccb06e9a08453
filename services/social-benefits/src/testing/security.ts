import { randomUUID } from 'node:crypto';
import {
  aPrincipal,
  ELSEWHERE,
  HERE,
  ROWS,
  type Rows,
  type SecurityCase,
  type ServiceUnderTest,
} from '@kamkor/testing';
import type { BenefitsDeadlines } from '../deadlines.js';

const FOUND = '2026-01-05T02:30:00.000Z';

/** Visits found these families in a hard life situation, and they know of it. Gives the situations in that order. */
async function found(booted: ServiceUnderTest, territory: string, mothers: readonly string[]) {
  const findings = mothers.map((motherPersonId) => ({
    visitId: randomUUID(),
    taskId: randomUUID(),
    notificationId: randomUUID(),
    personId: randomUUID(),
    motherPersonId,
    territory,
    foundAt: FOUND,
    familyKnows: true,
    circumstances: ['POVERTY'],
  }));
  await booted.receive(
    'HardLifeSituationFound',
    findings.map((finding) => [finding.visitId, finding]),
  );
  const rows = await booted.database.admin<{ id: string; child: string }>(
    'SELECT id, child FROM hard_life_situation WHERE child = ANY ($1)',
    [findings.map(({ personId }) => personId)],
  );
  const byChild = new Map(rows.map(({ id, child }) => [child, id]));
  return findings.map(({ personId }) => ({ id: byChild.get(personId)!, child: personId }));
}

const specialist = aPrincipal({ roles: ['benefits-specialist'], territory: HERE });

async function assess(booted: ServiceUnderTest, situationId: string): Promise<void> {
  const input = { situationId, version: 1, outcome: 'SUPPORT_PLANNED', familyInformed: true };
  await booted.mutate(specialist, 'recordHardLifeAssessment', input);
}

async function object(booted: ServiceUnderTest, situationId: string): Promise<void> {
  await booted.mutate(specialist, 'recordHardLifeObjection', { situationId, version: 1, reason: 'NOT_TRUE' });
}

export const security: SecurityCase<BenefitsDeadlines> = {
  fill: async (booted): Promise<Rows> => {
    const citizen = randomUUID();
    const [first] = await found(booted, HERE, [citizen, ...Array.from({ length: ROWS - 1 }, () => randomUUID())]);
    const [far] = await found(booted, ELSEWHERE, [randomUUID()]);
    return {
      ids: { HardLifeSituation: first!.id, Person: first!.child, Territory: HERE },
      elsewhere: { HardLifeSituation: far!.id },
      citizen,
      facility: 'KG-C-03-F01',
    };
  },
  goodCalls: (_rows, booted) => {
    const registered = async () => (await found(booted, HERE, [randomUUID()]))[0]!.id;
    const role = 'benefits-specialist' as const;
    const objected = async () => {
      const situationId = await registered();
      await object(booted, situationId);
      return { situationId, version: 2 };
    };
    return {
      recordHardLifeAssessment: {
        role,
        next: async () => ({
          input: {
            situationId: await registered(),
            version: 1,
            outcome: 'SUPPORT_PLANNED',
            familyInformed: true,
            assessedAt: '2026-01-06T04:00:00Z',
          },
        }),
      },
      recordHardLifeReview: {
        role,
        next: async () => {
          const situationId = await registered();
          await assess(booted, situationId);
          return { input: { situationId, version: 2, familyInformed: true } };
        },
      },
      recordHardLifeObjection: {
        role,
        next: async () => ({ input: { situationId: await registered(), version: 1, reason: 'NOT_TRUE' } }),
      },
      upholdHardLifeObjection: { role, next: async () => ({ input: await objected() }) },
      rejectHardLifeObjection: { role, next: async () => ({ input: await objected() }) },
      closeHardLifeSituation: {
        role,
        next: async () => {
          const situationId = await registered();
          await assess(booted, situationId);
          return { input: { situationId, version: 2, reason: 'OVERCOME' } };
        },
      },
    };
  },
};
