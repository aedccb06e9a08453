import { randomUUIDv7 } from 'node:crypto';
import { type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { tidyText } from '@kamkor/identifiers';
import { publishMany } from '@kamkor/outbox';
import { rowSet, tx } from '@kamkor/persistence';
import { startOfLegalDay } from '@kamkor/time';
import { applicationDueAt } from '../rules/documentation/certificate-application-term.js';
import type { Law } from '../rules/law.js';
import type { Sex } from '../rules/notification/birth-report.js';
import type { UndocumentedSibling } from '../rules/obstacle/details.js';
import { type DescribedChild, tellApart } from '../rules/obstacle/same-sibling.js';
import { type FoundAtVisit, motherOf } from './found-at-visit.js';

interface Sibling {
  readonly id: string;
  readonly birthDate: Temporal.PlainDate;
  readonly birthDateApproximate: boolean;
  readonly sex: Sex;
  readonly givenName: string;
}

/** A child that the family is watched for already; of one that was notified nothing is noted here. */
interface KnownChild extends DescribedChild {
  readonly id: string | null;
}

interface WatchedFamily {
  /** The notification of the child whose task was the first of the family's. */
  readonly family: string;
  readonly children: readonly KnownChild[];
}

const FAMILY = `SELECT family, id, birth_date AS "birthDate", sex, given_name AS "givenName" FROM children_of_family($1)`;

const SIBLINGS = rowSet<Sibling>()({
  id: 'uuid',
  birthDate: 'date',
  birthDateApproximate: 'boolean',
  sex: 'text',
  givenName: 'text',
});

const NOTE = `INSERT INTO undocumented_sibling (${SIBLINGS.columns}, family, visit_id, territory, responsible, found_at,
    recorded_by)
  SELECT ${SIBLINGS.columns}, $1, $2, $3, $4, $5, $6 FROM ${SIBLINGS.from('f', 7)}`;

interface SiblingWatch extends Omit<Sibling, 'sex'> {
  readonly siblingId: string;
  readonly bornAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
}

const WATCHES = rowSet<SiblingWatch>()({
  id: 'uuid',
  siblingId: 'uuid',
  givenName: 'text',
  birthDate: 'date',
  birthDateApproximate: 'boolean',
  bornAt: 'timestamptz',
  dueAt: 'timestamptz',
});

const WATCH = `INSERT INTO documentation_watch (id, notification_id, sibling_id, sibling_of, given_name, mother_person,
    care_status, responsible, territory, territory_source, birth_date, birth_date_approximate, born_at, due_at)
  SELECT f.id, f.sibling_id, f.sibling_id, $1, nullif(f.given_name, ''), $2, $3, $4, $5, $6, f.birth_date,
    f.birth_date_approximate, f.born_at, f.due_at
  FROM ${WATCHES.from('f', 7)}`;

interface SaidOfSibling {
  readonly id: string | null;
  readonly givenName: string;
  readonly sex: Sex;
}

const SAID = rowSet<SaidOfSibling>()({ id: 'uuid', givenName: 'text', sex: 'text' });

const COMPLETE = `SELECT complete_siblings(visit => $1,
    ${SAID.arguments({ id: 'siblings', givenName: 'names', sex: 'sexes' }, 2)})`;

/**
 * Other children of the family who have no documents are watched like the one that was visited for, each with the term
 * of its own birth: who is older than that has a task with the next sweep. The registry is told, so that it can register
 * them.
 */
export async function watchSiblings(found: FoundAtVisit, law: Law, application: DeadlineKind): Promise<void> {
  const { visitId, visit, task } = found;
  if (visit.undocumentedSiblings.length === 0) return;
  const { family, children } = await familyOf(visitId);
  const { fresh, again } = tellApart(visit.undocumentedSiblings.map(described), children);
  await complete(visitId, again);
  const siblings = await note(found, family, fresh);
  const { calendar, book } = law;
  const watches = siblings.map(({ id, ...sibling }) => ({
    ...sibling,
    id: randomUUIDv7(),
    siblingId: id,
    bornAt: startOfLegalDay(sibling.birthDate, calendar),
    dueAt: applicationDueAt(sibling.birthDate, calendar, book),
  }));
  await tx().sql(WATCH, [
    family,
    motherOf(task),
    task.careStatus,
    task.responsible,
    task.territory,
    task.territorySource,
    ...WATCHES.values(watches),
  ]);
  await openDeadlines(
    application,
    watches.map(({ id, dueAt }) => ({
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
        careStatus: task.careStatus,
        territory: task.territory,
        foundAt: visit.visitedAt.toString(),
      },
    })),
  );
}

/** As the caller need not see it: whoever is watched, wherever and by whom, is no second child. */
async function familyOf(visitId: string): Promise<WatchedFamily> {
  const rows = await tx().sql<KnownChild & { readonly family: string }>(FAMILY, [visitId]);
  const [{ family }] = rows as [(typeof rows)[number]];
  return { family, children: rows.filter(({ birthDate }) => birthDate !== null) };
}

/** What was not said of a sibling before is kept now; what was said stays. */
async function complete(
  visitId: string,
  again: readonly { readonly named: DescribedChild; readonly known: KnownChild }[],
): Promise<void> {
  const siblings = again.filter(({ known }) => known.id !== null);
  if (siblings.length === 0) return;
  const said = siblings.map(({ known: { id }, named: { givenName, sex } }) => ({ id, givenName, sex }));
  await tx().sql(COMPLETE, [visitId, ...SAID.values(said)]);
}

async function note(
  { visitId, visit, task }: FoundAtVisit,
  family: string,
  fresh: readonly Omit<Sibling, 'id'>[],
): Promise<Sibling[]> {
  const siblings = fresh.map((sibling) => ({ ...sibling, id: randomUUIDv7() }));
  await tx().sql(NOTE, [
    family,
    visitId,
    task.territory,
    task.responsible,
    visit.visitedAt,
    tx().principal.subject,
    ...SIBLINGS.values(siblings),
  ]);
  return siblings;
}

const described = (sibling: UndocumentedSibling) => ({ ...sibling, givenName: tidyText(sibling.givenName ?? '') });
