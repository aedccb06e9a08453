// One worker process of the bench: the service's own code path over a reaction with a task, an event and a trail entry.
import { DEADLINE_CHANNEL, DeadlineWorker, deadlineKind, Sweeper } from '@kamkor/deadlines';
import { publishMany } from '@kamkor/outbox';
import { createDataSource, Transactions, tx } from '@kamkor/persistence';
import { openQueues } from '@kamkor/queue';
import { listen } from '@kamkor/service';
import { systemClock } from '@kamkor/time';

const { DATABASE_URL: url, QUEUE_URL: queueUrl, LANES: lanes } = process.env;

const TASKS = `INSERT INTO bench_task (id, deadline_id, subject_id, territory, opened_at)
  SELECT gen_random_uuid(), id, subject_id, territory, $1::timestamptz
  FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS lapsed(id, subject_id, territory)`;

async function lapse(batch) {
  await tx().sql(TASKS, [
    tx().now,
    batch.map(({ id }) => id),
    batch.map(({ subjectId }) => subjectId),
    batch.map(({ territory }) => territory),
  ]);
  await publishMany(
    batch.map(({ subjectId, person, territory, dueAt }) => ({
      type: 'ChildOverdue',
      subjectId,
      payload: { notificationId: subjectId, personId: person, territory, dueAt: dueAt.toString() },
    })),
  );
}

const kinds = ['APPLICATION_60_DAYS', 'REMINDER', 'VISIT'].map((kind) =>
  deadlineKind({ kind, binds: 'STATE', regulation: kind, lapse }),
);
const dataSource = await createDataSource({ url, applicationName: 'bench-worker', poolSize: 8 }).initialize();
const transactions = new Transactions(dataSource, systemClock);
const onError = (error, where) => console.error(where, error.message);
const sweeper = new Sweeper({ transactions, service: 'bench', kinds, lanes: Number(lanes), onError });

const commands = {
  /** Milliseconds of sweeps that find nothing, one after the other. */
  async empty(times) {
    const took = [];
    for (let i = 0; i < times; i++) {
      const begun = performance.now();
      await sweeper.sweep();
      took.push(performance.now() - begun);
    }
    return took;
  },
  /** Works off everything due. */
  async sweep() {
    const begun = Date.now();
    const lapsed = await sweeper.sweep();
    return { begun, ended: Date.now(), lapsed };
  },
  /** Runs the whole worker for so long and says how late it was. */
  async armed(ms) {
    const queues = openQueues(queueUrl, { onError });
    const worker = new DeadlineWorker({ transactions, service: 'bench', kinds, queues, onError });
    const listener = await listen(url, [DEADLINE_CHANNEL], (_channel, payload) => worker.notified(payload));
    await worker.start();
    process.send({ ready: true });
    await new Promise((resolve) => setTimeout(resolve, ms));
    await listener.close();
    await worker.close();
    await queues.close();
    return worker.lateness.summary();
  },
};

process.on('message', async ({ command, argument }) => {
  if (command === 'stop') {
    await dataSource.destroy();
    process.disconnect();
    return;
  }
  process.send({ answer: await commands[command](argument) });
});
process.send({ ready: true });
