import { randomUUID } from 'node:crypto';
import type { EventDraft, EventType } from '@kamkor/events';
import type { Principal } from '@kamkor/principal';
import { aPrincipal, bootService, ServiceUnderTest } from '@kamkor/testing';
import type { Clock } from '@kamkor/time';
import type { RegistryDeadlines } from '../deadlines.js';
import { service } from '../service.js';

export const NOW = Temporal.Instant.from('2024-06-03T05:00:00Z');
export const clock: Clock = { now: () => NOW };

export const registrar = (territory = 'KG-C-03'): Principal =>
  aPrincipal({ subject: `registrar of ${territory}`, roles: ['registrar'], territory });

/** The registry at a time that stands still. */
export class Registry extends ServiceUnderTest<RegistryDeadlines> {
  static async open(): Promise<Registry> {
    return new Registry(await bootService(service, { clock }));
  }

  /** Applies notifications as the worker does, in one batch. */
  async notify(...births: Partial<EventDraft<'BirthNotified'>>[]): Promise<string[]> {
    const drafts = births.map(aBirthNotified);
    await this.apply(
      'BirthNotified',
      drafts.map((draft) => [draft.notificationId, draft]),
    );
    return drafts.map(({ notificationId }) => notificationId);
  }

  /** Applies a fact of births as the worker does. */
  async hear<Type extends EventType>(type: Type, draft: EventDraft<Type>): Promise<void> {
    const { visitId, notificationId } = draft as { visitId?: string; notificationId: string };
    await this.apply(type, [[visitId ?? notificationId, draft]]);
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

function aBirthNotified(said: Partial<EventDraft<'BirthNotified'>>): EventDraft<'BirthNotified'> {
  return {
    notificationId: randomUUID(),
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
  };
}
