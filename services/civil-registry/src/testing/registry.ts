import { randomUUID } from 'node:crypto';
import { dataOf } from '@kamkor/database';
import type { EventDraft } from '@kamkor/events';
import { eventKind } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { type Principal, workerPrincipal } from '@kamkor/principal';
import { referenceDatabase } from '@kamkor/reference/database';
import { aPrincipal, type BootedSubgraph, bootedSubgraph, type TestDatabase, testDatabase } from '@kamkor/testing';
import type { Clock } from '@kamkor/time';
import { registryMigrations } from '../../migrations/index.js';
import { onBirthNotificationCompleted } from '../birth-record/on-birth-notification-completed.js';
import { onBirthNotified } from '../birth-record/on-birth-notified.js';
import { onUndocumentedSiblingFound } from '../birth-record/on-undocumented-sibling-found.js';
import { onChildStandingChanged } from '../child-standing/on-child-standing-changed.js';
import { doors } from '../doors.js';
import { entities } from '../entities.js';
import { lawOf } from '../law.js';
import { providers } from '../providers.js';

export const NOW = Temporal.Instant.from('2024-06-03T05:00:00Z');
export const clock: Clock = { now: () => NOW };

export const registrar = (territory = 'KG-C-03'): Principal =>
  aPrincipal({ subject: `registrar of ${territory}`, roles: ['registrar'], territory });

const law = lawOf({ KAMKOR_PROFILE: 'KG' });

const HEARD = {
  BirthNotificationCompleted: onBirthNotificationCompleted,
  ChildStandingChanged: onChildStandingChanged,
  UndocumentedSiblingFound: (events: Parameters<typeof onUndocumentedSiblingFound>[0]) =>
    onUndocumentedSiblingFound(events, law),
} as const;

/** The registry on a database of its own: its graph as the app role, its events as the worker role. */
export class Registry {
  private constructor(
    readonly database: TestDatabase,
    readonly graph: BootedSubgraph,
    readonly statements: string[],
  ) {}

  static async open(): Promise<Registry> {
    const database = await testDatabase('civil-registry', registryMigrations, dataOf(referenceDatabase));
    const dataSource = await database.as('app', { entities });
    const statements: string[] = [];
    const graph = await bootedSubgraph({
      dataSource,
      providers: providers(law),
      doors,
      clock,
    });
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
    return new Registry(database, graph, statements);
  }

  async close(): Promise<void> {
    await this.graph.close();
    await this.database.dispose();
  }

  /** Applies notifications as the worker does, in one batch. */
  async notify(...births: Partial<EventDraft<'BirthNotified'>>[]): Promise<string[]> {
    const events = births.map(aBirthNotified);
    await this.database.asPrincipal(workerPrincipal('civil-registry'), () => onBirthNotified(events, law), {
      role: 'worker',
      clock,
      operation: 'event:BirthNotified',
    });
    return events.map(({ payload }) => payload.notificationId);
  }

  /** Applies a fact of births as the worker does. */
  async hear<Type extends keyof typeof HEARD>(type: Type, draft: EventDraft<Type>): Promise<void> {
    const event = { payload: eventKind(type as string).write(draft) } as ReadEvent<never>;
    await this.database.asPrincipal(workerPrincipal('civil-registry'), () => HEARD[type]([event]), {
      role: 'worker',
      clock,
      operation: `event:${type}`,
    });
  }

  /** How a child stands from now on; by default with its parents, alive, in Kemin. */
  stand(notificationId: string, said: Partial<EventDraft<'ChildStandingChanged'>> = {}): Promise<void> {
    const standing = { territory: 'KG-C-03', careStatus: 'WITH_PARENTS', died: false } as const;
    return this.hear('ChildStandingChanged', { notificationId, ...standing, ...said });
  }

  /** Enters a mother and returns her id. */
  async mother(pin: string, territory = 'KG-C-03'): Promise<string> {
    const { data, errors } = await this.graph.ask(
      registrar(territory),
      'mutation ($input: EnterPersonInput!) { enterPerson(input: $input) { id } }',
      {
        input: {
          familyName: 'Асанова',
          givenName: 'Айгүл',
          birthDate: '1990-05-25',
          sex: 'FEMALE',
          pin,
          territory,
          knownFrom: 'PAPER',
        },
      },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.enterPerson.id;
  }

  async recordOf(notificationId: string): Promise<Record<string, never>> {
    const [row] = await this.database.admin<Record<string, never>>(
      'SELECT * FROM birth_record WHERE notification_id = $1',
      [notificationId],
    );
    return row!;
  }

  async events(): Promise<{ type: string; payload: Record<string, unknown> }[]> {
    return await this.database.admin('SELECT type, payload FROM outbox_event ORDER BY recorded_at, id');
  }
}

let birth = 0;

function aBirthNotified(said: Partial<EventDraft<'BirthNotified'>>) {
  const notificationId = said.notificationId ?? randomUUID();
  const payload = eventKind('BirthNotified').write({
    notificationId,
    facility: 'KG-C-03-F01',
    facilityRecordNumber: `2024/${(birth += 1)}`,
    bornAt: '2024-05-25T08:00:00Z',
    birthDate: '2024-05-25',
    territory: 'KG-C-03',
    placeOfBirth: 'Каракол',
    sex: 'FEMALE',
    weightGrams: 3300,
    live: true,
    mother: { identity: 'UNKNOWN' },
    careStatus: 'WITH_PARENTS',
    ...said,
  });
  return {
    id: randomUUID(),
    type: 'BirthNotified',
    typeVersion: 1,
    producer: 'births',
    subjectType: 'BirthNotification',
    subjectId: notificationId,
    subjectVersion: 1,
    occurredAt: NOW.toString(),
    payload,
  } as ReadEvent<ReturnType<typeof eventKind<'BirthNotified'>>['payload']>;
}
