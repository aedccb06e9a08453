import { randomUUIDv7 } from 'node:crypto';
import { type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { responsibleFor } from '../rules/care-status.js';
import { applicationDueAt } from '../rules/documentation/certificate-application-term.js';
import type { Law } from '../rules/law.js';
import type { Birth } from '../rules/notification/birth-report.js';

const INSERT = `INSERT INTO documentation_watch (id, notification_id, care_status, responsible, territory, territory_source,
    birth_date, born_at, due_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[],
    $8::timestamptz[], $9::timestamptz[])`;

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
      id: randomUUIDv7(),
      notificationId: id,
      birth,
      responsible: responsibleFor(birth.careStatus),
      dueAt: applicationDueAt(birth.birthDate, calendar, book),
    }));
  if (watches.length === 0) return;
  await tx().sql(INSERT, [
    watches.map(({ id }) => id),
    watches.map(({ notificationId }) => notificationId),
    watches.map(({ birth }) => birth.careStatus),
    watches.map(({ responsible }) => responsible),
    watches.map(({ birth }) => birth.territory),
    watches.map(({ birth }) => birth.territorySource),
    watches.map(({ birth }) => birth.birthDate),
    watches.map(({ birth }) => birth.bornAt),
    watches.map(({ dueAt }) => dueAt),
  ]);
  await openDeadlines(
    application,
    watches.map(({ id, birth, responsible, dueAt }) => ({
      subject: { type: 'DocumentationWatch', id },
      territory: birth.territory,
      owner: responsible,
      dueAt,
    })),
  );
}
