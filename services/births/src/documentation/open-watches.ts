import { randomUUIDv7 } from 'node:crypto';
import { type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { rowSet, tx } from '@kamkor/persistence';
import { type ResponsibleBody, responsibleFor } from '../rules/care-status.js';
import { applicationDueAt } from '../rules/documentation/certificate-application-term.js';
import type { Law } from '../rules/law.js';
import type { Birth } from '../rules/notification/birth-report.js';

interface NewWatch extends Pick<Birth, 'careStatus' | 'territory' | 'territorySource' | 'birthDate' | 'bornAt'> {
  readonly id: string;
  readonly notificationId: string;
  readonly responsible: ResponsibleBody;
  readonly dueAt: Temporal.Instant;
}

const WATCHES = rowSet<NewWatch>()({
  id: 'uuid',
  notificationId: 'uuid',
  careStatus: 'text',
  responsible: 'text',
  territory: 'text',
  territorySource: 'text',
  birthDate: 'date',
  bornAt: 'timestamptz',
  dueAt: 'timestamptz',
});

const INSERT = `INSERT INTO documentation_watch (${WATCHES.columns}) SELECT ${WATCHES.columns} FROM ${WATCHES.from('w')}`;

/**
 * Begins to watch newly notified children until they have their certificate. Nobody watches a stillbirth. A child
 * notified after its sixtieth day has a term that is over already, which the next sweep lapses.
 */
export async function openWatches(
  notified: readonly { readonly id: string; readonly birth: Birth }[],
  { calendar, book }: Law,
  application: DeadlineKind,
): Promise<void> {
  const watches = notified
    .filter(({ birth }) => birth.live)
    .map(({ id, birth }) => ({
      ...birth,
      id: randomUUIDv7(),
      notificationId: id,
      responsible: responsibleFor(birth.careStatus),
      dueAt: applicationDueAt(birth.birthDate, calendar, book),
    }));
  if (watches.length === 0) return;
  await tx().sql(INSERT, WATCHES.values(watches));
  await openDeadlines(
    application,
    watches.map(({ id, territory, responsible, dueAt }) => ({
      subject: { type: 'DocumentationWatch', id },
      territory,
      owner: responsible,
      dueAt,
    })),
  );
}
