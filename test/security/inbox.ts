import { randomUUID } from 'node:crypto';
import { type EventDraft, type EventType, eventKind } from '@kamkor/events';
import { InboxConsumer } from '@kamkor/outbox';
import { openQueues } from '@kamkor/queue';
import { createLogger } from '@kamkor/service';
import { queueBackend, type TestDatabase } from '@kamkor/testing';

/** Gives a service events as its worker would receive them: through its inbox, in the worker's role. */
export interface Inbox {
  receive<Type extends EventType>(type: Type, events: readonly [subject: string, EventDraft<Type>][]): Promise<void>;
  close(): Promise<void>;
}

export async function inboxOf(
  consumer: string,
  database: TestDatabase,
  handlers: (inbox: InboxConsumer) => unknown,
): Promise<Inbox> {
  const backend = await queueBackend('postgres');
  const queues = openQueues(backend.url);
  const transactions = await database.transactions('worker');
  const log = createLogger(consumer);
  const inbox = new InboxConsumer({ consumer, transactions, queues, log });
  handlers(inbox);
  const versions = new Map<string, number>();
  return {
    receive: async (type, events) => {
      const { typeVersion, producer, subjectType } = eventKind(type);
      const envelopes = events.map(([subjectId, payload]) => {
        const key = `${subjectType} ${subjectId}`;
        const subjectVersion = (versions.get(key) ?? 0) + 1;
        versions.set(key, subjectVersion);
        const occurredAt = Temporal.Now.instant().toString({ fractionalSecondDigits: 3 });
        return {
          id: randomUUID(),
          type,
          typeVersion,
          producer,
          subjectType,
          subjectId,
          subjectVersion,
          occurredAt,
          payload,
        };
      });
      await inbox.receive(envelopes);
      const parked = await inbox.parkedEvents();
      if (parked.length > 0) throw new Error(`parked: ${parked[0]!.error}`);
    },
    close: async () => {
      await queues.close();
      await backend.dispose();
    },
  };
}
