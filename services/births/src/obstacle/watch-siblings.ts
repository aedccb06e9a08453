import { randomUUIDv7 } from 'node:crypto';
import { type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { tidyText } from '@kamkor/identifiers';
import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { startOfLegalDay } from '@kamkor/time';
import type { Sex } from '../rules/birth-report.js';
import type { CareStatus } from '../rules/care-status.js';
import { applicationDueAt } from '../rules/certificate-application-term.js';
import type { Law } from '../rules/law.js';
import type { UndocumentedSibling } from '../rules/obstacle-details.js';
import { type FoundAtVisit, motherOf } from './found-at-visit.js';

interface Sibling {
  readonly id: string;
  readonly birthDate: Temporal.PlainDate;
  readonly birthDateApproximate: boolean;
  readonly sex: Sex;
  readonly givenName: string;
}

interface WatchedFamily {
  readonly careStatus: CareStatus;
  readonly territorySource: string;
  /** The id of the child whose task was the first of the family's: what siblings are told apart within. */
  readonly family: string;
}

const FAMILY = `SELECT w.care_status AS "careStatus", w.territory_source AS "territorySource",
    coalesce(s.family, w.notification_id) AS family
  FROM documentation_watch w LEFT JOIN undocumented_sibling s ON s.id = w.sibling_id WHERE w.notification_id = $1`;

/** One whom the family is already watched for is no second child: named at another visit, or notified itself. */
const NOTE = `INSERT INTO undocumented_sibling (id, family, visit_id, birth_date, birth_date_approximate, sex, given_name,
    occurrence, territory, responsible, found_at, recorded_by)
  SELECT f.id, $1, $2, f.birth_date, f.approximate, f.sex, f.given_name, f.occurrence, $3, $4, $5, $6
  FROM unnest($7::uuid[], $8::date[], $9::boolean[], $10::text[], $11::text[], $12::int[])
    AS f(id, birth_date, approximate, sex, given_name, occurrence)
  WHERE NOT EXISTS (SELECT FROM documentation_watch w WHERE w.state <> 'CANCELLED' AND w.sibling_id IS NULL
    AND w.birth_date = f.birth_date AND (w.notification_id = $1 OR w.mother_person = $13))
  ON CONFLICT ON CONSTRAINT undocumented_sibling_once DO NOTHING
  RETURNING id, birth_date AS "birthDate", birth_date_approximate AS "birthDateApproximate", sex,
    given_name AS "givenName"`;

const WATCH = `INSERT INTO documentation_watch (id, notification_id, sibling_id, mother_person, care_status, responsible,
    territory, territory_source, birth_date, birth_date_approximate, born_at, due_at)
  SELECT f.id, f.sibling, f.sibling, $1, $2, $3, $4, $5, f.birth_date, f.approximate, f.born_at, f.due_at
  FROM unnest($6::uuid[], $7::uuid[], $8::date[], $9::boolean[], $10::timestamptz[], $11::timestamptz[])
    AS f(id, sibling, birth_date, approximate, born_at, due_at)`;

/**
 * Other children of the family who have no documents are watched like the one that was visited for, each with the term
 * of its own birth: who is older than that has a task with the next sweep. The registry is told, so that it can register
 * them.
 */
export async function watchSiblings(found: FoundAtVisit, law: Law, application: DeadlineKind): Promise<void> {
  const { visitId, visit, task } = found;
  if (visit.undocumentedSiblings.length === 0) return;
  const [family] = await tx().sql<WatchedFamily>(FAMILY, [task.notificationId]);
  if (!family) return;
  const siblings = await note(found, family);
  const { calendar, book } = law;
  const watches = siblings.map((sibling) => ({
    ...sibling,
    watchId: randomUUIDv7(),
    bornAt: startOfLegalDay(sibling.birthDate, calendar),
    dueAt: applicationDueAt(sibling.birthDate, calendar, book),
  }));
  await tx().sql(WATCH, [
    motherOf(task),
    family.careStatus,
    task.responsible,
    task.territory,
    family.territorySource,
    watches.map(({ watchId }) => watchId),
    watches.map(({ id }) => id),
    watches.map(({ birthDate }) => birthDate),
    watches.map(({ birthDateApproximate }) => birthDateApproximate),
    watches.map(({ bornAt }) => bornAt),
    watches.map(({ dueAt }) => dueAt),
  ]);
  await openDeadlines(
    application,
    watches.map(({ watchId: id, dueAt }) => ({
      subject: { type: 'DocumentationWatch', id },
      territory: task.territory,
      owner: task.responsible,
      dueAt,
    })),
  );
  await publishMany(
    siblings.map(({ id, birthDate, birthDateApproximate, sex, givenName }) => ({
      type: 'UndocumentedSiblingFound' as const,
      subjectId: visitId,
      payload: {
        visitId,
        siblingId: id,
        birthDate: birthDate.toString(),
        birthDateApproximate,
        sex,
        givenName: givenName || null,
        motherPersonId: motherOf(task),
        careStatus: family.careStatus,
        territory: task.territory,
        foundAt: visit.visitedAt.toString(),
      },
    })),
  );
}

async function note({ visitId, visit, task }: FoundAtVisit, { family }: WatchedFamily): Promise<Sibling[]> {
  const named = numbered(visit.undocumentedSiblings);
  return await tx().sql<Sibling>(NOTE, [
    family,
    visitId,
    task.territory,
    task.responsible,
    visit.visitedAt,
    tx().principal.subject,
    named.map(() => randomUUIDv7()),
    named.map(({ birthDate }) => birthDate),
    named.map(({ birthDateApproximate }) => birthDateApproximate),
    named.map(({ sex }) => sex),
    named.map(({ name }) => name),
    named.map(({ occurrence }) => occurrence),
    motherOf(task),
  ]);
}

/** Two of whom the same is said are twins, and are two at the next visit as well. */
function numbered(siblings: readonly UndocumentedSibling[]) {
  const seen = new Map<string, number>();
  return siblings.map((sibling) => {
    const name = tidyText(sibling.givenName ?? '');
    const same = `${sibling.birthDate} ${sibling.sex} ${name}`;
    const occurrence = (seen.get(same) ?? 0) + 1;
    seen.set(same, occurrence);
    return { ...sibling, name, occurrence };
  });
}
