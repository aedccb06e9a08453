import { randomUUID } from 'node:crypto';
import { dataOf } from '@kamkor/database';
import { referenceDatabase } from '@kamkor/reference/database';
import { benefitsHandlers, benefitsMigrations, entities, lawOf, providers } from '@kamkor/social-benefits';
import { aPrincipal } from '@kamkor/testing';
import { type Booted, ELSEWHERE, HERE, ROWS, type Rows, type ServiceDefinition } from '../service-under-test.js';

const law = lawOf({ KAMKOR_PROFILE: 'KG' });
const FOUND = '2026-01-05T02:30:00.000Z';

/** Visits found these families in a hard life situation, and they know of it. Gives the situations in that order. */
async function found({ inbox, database }: Booted, territory: string, mothers: readonly string[]) {
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
  await inbox.receive(
    'HardLifeSituationFound',
    findings.map((finding) => [finding.visitId, finding]),
  );
  const rows = await database.admin<{ id: string; child: string }>(
    'SELECT id, child FROM hard_life_situation WHERE child = ANY ($1)',
    [findings.map(({ personId }) => personId)],
  );
  const byChild = new Map(rows.map(({ id, child }) => [child, id]));
  return findings.map(({ personId }) => ({ id: byChild.get(personId)!, child: personId }));
}

async function assess({ graph }: Booted, situationId: string): Promise<void> {
  const mutation =
    'mutation ($input: RecordHardLifeAssessmentInput!) { recordHardLifeAssessment(input: $input) { id } }';
  const input = { situationId, version: 1, outcome: 'SUPPORT_PLANNED', familyInformed: true };
  const { errors } = await graph.ask(aPrincipal({ roles: ['benefits-specialist'], territory: HERE }), mutation, {
    input,
  });
  if (errors) throw new Error(JSON.stringify(errors));
}

async function object({ graph }: Booted, situationId: string): Promise<void> {
  const mutation = 'mutation ($input: RecordHardLifeObjectionInput!) { recordHardLifeObjection(input: $input) { id } }';
  const input = { situationId, version: 1, reason: 'NOT_TRUE' };
  const { errors } = await graph.ask(aPrincipal({ roles: ['benefits-specialist'], territory: HERE }), mutation, {
    input,
  });
  if (errors) throw new Error(JSON.stringify(errors));
}

export const socialBenefits: ServiceDefinition = {
  name: 'social-benefits',
  migrations: benefitsMigrations,
  data: dataOf(referenceDatabase),
  entities,
  providers: providers(law),
  handlers: (inbox) => benefitsHandlers(inbox, law),
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
