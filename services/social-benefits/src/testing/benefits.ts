import { randomUUID } from 'node:crypto';
import { dataOf } from '@kamkor/database';
import { type EventDraft, type EventPayload, type EventType, eventKind } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { type Principal, workerPrincipal } from '@kamkor/principal';
import { referenceDatabase } from '@kamkor/reference/database';
import { aPrincipal, type BootedSubgraph, bootedSubgraph, type TestDatabase, testDatabase } from '@kamkor/testing';
import type { Clock } from '@kamkor/time';
import { benefitsMigrations } from '../../migrations/index.js';
import { onChildStandingChanged } from '../child-standing/on-child-standing-changed.js';
import { entities } from '../entities.js';
import { onHardLifeSituationFound } from '../hard-life-situation/on-hard-life-situation-found.js';
import { onPersonMergeUndone } from '../hard-life-situation/on-person-merge-undone.js';
import { onPersonMerged } from '../hard-life-situation/on-person-merged.js';
import { lawOf } from '../law.js';
import { providers } from '../providers.js';

export const NOW = Temporal.Instant.from('2024-08-05T05:00:00Z');
export const clock: Clock = { now: () => NOW };

export const specialist = (territory = 'KG-C-03'): Principal =>
  aPrincipal({ subject: `specialist of ${territory}`, roles: ['benefits-specialist'], territory });

/** Social benefits on a database of its own: its graph as the app role, its events as the worker role. */
export class Benefits {
  private constructor(
    readonly database: TestDatabase,
    readonly graph: BootedSubgraph,
    readonly statements: string[],
  ) {}

  static async open(): Promise<Benefits> {
    const database = await testDatabase('social-benefits', benefitsMigrations, dataOf(referenceDatabase));
    const dataSource = await database.as('app', { entities });
    const statements: string[] = [];
    const make = dataSource.createQueryRunner.bind(dataSource);
    dataSource.createQueryRunner = (...args: Parameters<typeof make>) => {
      const runner = make(...args);
      const query = runner.query.bind(runner) as (...all: unknown[]) => Promise<never>;
      runner.query = ((text: string, ...rest: unknown[]) => {
        statements.push(text);
        return query(text, ...rest);
      }) as typeof runner.query;
      return runner;
    };
    return new Benefits(
      database,
      await bootedSubgraph({ dataSource, providers: providers(lawOf({ KAMKOR_PROFILE: 'KG' })), clock }),
      statements,
    );
  }

  async close(): Promise<void> {
    await this.graph.close();
    await this.database.dispose();
  }

  /** Applies findings as the worker does, in one batch, and gives their payloads. */
  async find(...findings: Partial<EventDraft<'HardLifeSituationFound'>>[]) {
    const events = findings.map(aFinding);
    await this.database.asPrincipal(
      workerPrincipal('social-benefits'),
      () => onHardLifeSituationFound(events, lawOf({ KAMKOR_PROFILE: 'KG' })),
      { role: 'worker', clock, operation: 'event:HardLifeSituationFound' },
    );
    return events.map(({ payload }) => payload);
  }

  /** How a child stands from now on, as the worker hears it; by default with its parents, alive, in Kemin. */
  async stand(notificationId: string, said: Partial<EventDraft<'ChildStandingChanged'>> = {}): Promise<void> {
    const standing = { territory: 'KG-C-03', careStatus: 'WITH_PARENTS', died: false } as const;
    const payload = eventKind('ChildStandingChanged').write({ notificationId, ...standing, ...said });
    await this.database.asPrincipal(
      workerPrincipal('social-benefits'),
      () => onChildStandingChanged([{ payload } as ReadEvent<typeof payload>]),
      { role: 'worker', clock, operation: 'event:ChildStandingChanged' },
    );
  }

  /** The registry says that the one person is the other. */
  async merge(personId: string, keptPersonId: string, withheld = false): Promise<void> {
    const payload = { personId, keptPersonId, withheld, mergedAt: NOW.toString() };
    await this.hear('PersonMerged', () => onPersonMerged([aFact('PersonMerged', personId, payload)]));
  }

  /** The registry says that they are two after all. */
  async part(personId: string, keptPersonId: string): Promise<void> {
    const payload = { personId, keptPersonId, undoneAt: NOW.toString() };
    await this.hear('PersonMergeUndone', () => onPersonMergeUndone([aFact('PersonMergeUndone', personId, payload)]));
  }

  private hear(type: string, work: () => Promise<void>): Promise<void> {
    return this.database.asPrincipal(workerPrincipal('social-benefits'), work, {
      role: 'worker',
      clock,
      operation: `event:${type}`,
    });
  }

  situationsOf(notificationId: string): Promise<Record<string, unknown>[]> {
    return this.database.admin(
      `SELECT s.*, (SELECT count(*)::int FROM hard_life_finding f WHERE f.situation_id = s.id) AS findings
       FROM hard_life_situation s WHERE notification_id = $1 ORDER BY registered_at, closed_at NULLS LAST`,
      [notificationId],
    );
  }
}

function aFinding(said: Partial<EventDraft<'HardLifeSituationFound'>>) {
  const payload = eventKind('HardLifeSituationFound').write({
    visitId: randomUUID(),
    taskId: randomUUID(),
    notificationId: randomUUID(),
    personId: randomUUID(),
    motherPersonId: randomUUID(),
    territory: 'KG-C-03',
    foundAt: '2024-08-02T08:00:00Z',
    familyKnows: true,
    circumstances: ['POVERTY', 'NO_HOUSING'],
    ...said,
  });
  return aFact('HardLifeSituationFound', payload.visitId, payload);
}

function aFact<Type extends EventType>(type: Type, subjectId: string, payload: EventPayload<Type>) {
  const { typeVersion, producer, subjectType } = eventKind(type);
  return {
    id: randomUUID(),
    type,
    typeVersion,
    producer,
    subjectType,
    subjectId,
    subjectVersion: 1,
    occurredAt: NOW.toString(),
    payload,
  } as ReadEvent<EventPayload<Type>>;
}
