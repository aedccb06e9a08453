import { randomUUID } from 'node:crypto';
import type { MigrationClass } from '@kamkor/persistence';
import { rowSet, tx } from '@kamkor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Binds, Deadline } from '../deadline.js';
import { type DeadlineKind, deadlineKind } from '../kind.js';
import { type DeadlineToOpen, openDeadlines } from '../open.js';

/** What lapses cause in the specs: one row a lapse, so that a doubled reaction is seen. */
class CreateReactions1764000000900 implements MigrationInterface {
  name = 'CreateReactions1764000000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE reaction (deadline_id uuid, subject_id uuid, kind text, poisoned boolean,
      CONSTRAINT reaction_not_poisoned CHECK (NOT poisoned));
      GRANT ALL ON reaction TO kamkor_worker, kamkor_app;
      CREATE TABLE poison (subject_id uuid); GRANT ALL ON poison TO kamkor_worker`);
  }

  async down(): Promise<void> {}
}

export const reactionMigrations: MigrationClass[] = [CreateReactions1764000000900];

const LAPSED = rowSet<Pick<Deadline, 'id' | 'subjectId'>>()({ id: 'uuid', subjectId: 'uuid' });

const REACT = `INSERT INTO reaction (deadline_id, subject_id, kind, poisoned)
  SELECT d.id, d.subject_id, $1, EXISTS (SELECT FROM poison p WHERE p.subject_id = d.subject_id)
  FROM ${LAPSED.from('d', 2)}`;

export async function react(kind: string, batch: readonly Deadline[]): Promise<void> {
  await tx().sql(REACT, [kind, ...LAPSED.values(batch)]);
}

export function aPromise(kind: string, said: Partial<DeadlineKind> & { binds?: Binds } = {}): DeadlineKind {
  return deadlineKind({
    kind,
    binds: 'STATE',
    regulation: 'TEST_TERM',
    lapse: (batch) => react(kind, batch),
    takeBack: async (batch) => {
      await tx().sql('DELETE FROM reaction WHERE deadline_id = ANY ($1::uuid[])', [batch.map(({ id }) => id)]);
    },
    ...said,
  });
}

/** Opens `count` of them on new subjects; gives the subjects' ids. */
export async function openSome(
  kind: DeadlineKind,
  count: number,
  said: Partial<DeadlineToOpen> & Pick<DeadlineToOpen, 'dueAt'>,
): Promise<string[]> {
  const subjects = Array.from({ length: count }, () => randomUUID());
  await openDeadlines(
    kind,
    subjects.map((id) => ({ subject: { type: 'Promise', id }, territory: 'KG-C-03', ...said })),
  );
  return subjects;
}

/** Legal time that a spec sets; it never goes back. */
export class StandingClock {
  constructor(private instant = Temporal.Now.instant().round('millisecond')) {}
  now = (): Temporal.Instant => this.instant;
  forward(by: Temporal.DurationLike): void {
    this.instant = this.instant.add(by);
  }
}

/** Legal time that runs and can be moved forward, as a local system's does. */
export class MovableClock {
  private offset = Temporal.Duration.from({ seconds: 0 });
  now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Date.now()).add(this.offset);
  forward(by: Temporal.DurationLike): void {
    this.offset = this.offset.add(by);
  }
}
