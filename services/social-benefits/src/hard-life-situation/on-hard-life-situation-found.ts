import { lockDeadlines, openDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import { publishMany, type ReadEvent } from '@kamkor/outbox';
import { rowSet, tx } from '@kamkor/persistence';
import { stepDue } from '@kamkor/regulations';
import { recordChanges } from '@kamkor/trail';
import { asTheyStand } from '../child-standing/as-they-stand.js';
import { assessmentTerm } from '../rules/hard-life-situation/assessment-term.js';
import type { Law } from '../rules/law.js';
import { followDeadlines } from './follow-deadlines.js';
import { concernedBy, HARD_LIFE_ASSESSMENT } from './hard-life-situation-deadlines.js';
import { APART, oneAfterTheOther } from './merges.js';

type Found = EventPayload<'HardLifeSituationFound'>;

interface Situation {
  id: string;
  version: number;
  notification_id: string;
  child: string | null;
  found_child: string | null;
  territory: string;
  family_knows: boolean;
  apart_from_parents: boolean;
  visit_id: string;
}

/**
 * Findings of visits. The first one about a child registers the family's situation and opens the deadline of its
 * assessment; later ones are added while the situation is open. A visit counts once. A batch takes as many statements
 * as one finding.
 *
 * A situation that the family knows of stays visible to it: if it vanished, that would tell of what the family must not
 * know.
 */
export async function onHardLifeSituationFound(events: readonly ReadEvent<Found>[], law: Law): Promise<void> {
  const { now } = tx();
  const { dueAt, regulation } = stepDue(assessmentTerm, now, law);
  await oneAfterTheOther();
  const found = await standing(await asTheyStand(events.map(({ payload }) => payload)));
  await lockDeadlines(found.flatMap(({ situationId }) => situationId ?? []));
  const situations = await register(found, dueAt);
  const opened = situations.filter(({ version }) => version === 1);
  await addFindings(found);
  await followDeadlines(situations.map(({ id }) => id));
  await openDeadlines(
    HARD_LIFE_ASSESSMENT,
    opened.map(({ id, child, territory, family_knows, apart_from_parents }) => ({
      subject: { type: 'HardLifeSituation', id },
      ...concernedBy({ childId: child, familyKnows: family_knows, apartFromParents: apart_from_parents }),
      territory,
      dueAt,
      regulation,
    })),
  );
  recordChanges(
    situations.map(({ id, found_child, version, family_knows, apart_from_parents }) => ({
      person: found_child,
      subjectType: 'HardLifeSituation',
      subjectId: id,
      change: version === 1 ? 'SITUATION_REGISTERED' : 'FINDING_ADDED',
      withheld: !family_knows || apart_from_parents,
    })),
  );
  await publishMany(
    opened.map(({ id, visit_id, notification_id, territory }) => ({
      type: 'HardLifeSituationRegistered' as const,
      subjectId: id,
      payload: {
        situationId: id,
        visitId: visit_id,
        notificationId: notification_id,
        territory,
        registeredAt: now.toString(),
      },
    })),
  );
}

/** A finding, who it is about by now, and the open situation of that child, under whichever notification. */
interface Standing extends Found {
  readonly child: string | null;
  readonly mother: string | null;
  readonly situationId: string | null;
  readonly standsWith: string;
}

const VISITS = rowSet<Pick<Found, 'visitId' | 'notificationId' | 'personId' | 'motherPersonId'>>()({
  visitId: 'uuid',
  notificationId: 'uuid',
  personId: 'uuid',
  motherPersonId: 'uuid',
});

const STANDING = `
WITH found AS (
  SELECT f.visit_id, f.notification_id, kept_person(f.person_id) AS child, kept_person(f.mother_person_id) AS mother
  FROM ${VISITS.from('f')}
)
SELECT f.visit_id AS "visitId", f.child, f.mother, open.id AS "situationId", coalesce(open.notification_id,
    first_value(f.notification_id) OVER (PARTITION BY coalesce(f.child, f.notification_id) ORDER BY f.notification_id)
  ) AS "standsWith"
FROM found f LEFT JOIN LATERAL (SELECT s.id, s.notification_id FROM hard_life_situation s
  WHERE s.state <> 'CLOSED' AND (s.notification_id = f.notification_id OR s.child = f.child)
  ORDER BY (s.notification_id = f.notification_id) DESC, s.registered_at, s.id LIMIT 1) open ON true`;

async function standing(found: readonly Found[]): Promise<Standing[]> {
  const rows = await tx().sql<Omit<Standing, keyof Found> & { visitId: string }>(STANDING, VISITS.values(found));
  const of = new Map(rows.map((row) => [row.visitId, row]));
  return found.map((one) => {
    const { child, mother, situationId, standsWith } = of.get(one.visitId) as (typeof rows)[number];
    return { ...one, child, mother, situationId, standsWith };
  });
}

interface ToRegister
  extends Pick<Standing, 'visitId' | 'standsWith' | 'child' | 'mother' | 'territory' | 'foundAt' | 'familyKnows'> {
  readonly apart: boolean;
  readonly foundChild: string | null;
  readonly foundMother: string | null;
}

const TO_REGISTER = rowSet<ToRegister>()({
  visitId: 'uuid',
  standsWith: 'uuid',
  child: 'uuid',
  mother: 'uuid',
  territory: 'text',
  foundAt: 'timestamptz',
  familyKnows: 'boolean',
  apart: 'boolean',
  foundChild: 'uuid',
  foundMother: 'uuid',
});

/** Registers a situation, or locks the one that is open, so that nobody closes it before the finding is added. */
const REGISTER = `
WITH found AS (
  SELECT f.*, f.stands_with AS notification_id FROM ${TO_REGISTER.from('f', 3)}
  WHERE NOT EXISTS (SELECT FROM hard_life_finding known WHERE known.visit_id = f.visit_id)
), first AS (
  SELECT DISTINCT ON (notification_id) *, bool_or(family_knows) OVER (PARTITION BY notification_id) AS any_known
  FROM found ORDER BY notification_id, found_at, visit_id
), kept AS (
  INSERT INTO hard_life_situation AS s (notification_id, child, mother, territory, family_knows, apart_from_parents, found_at,
    registered_at, due_at, found_child, found_mother, found_apart)
  SELECT notification_id, child, CASE WHEN NOT ${APART('first.child', 'apart')} THEN mother END, territory, any_known,
    ${APART('first.child', 'apart')}, found_at, $1, $2, found_child,
    found_mother, apart FROM first
  ON CONFLICT (notification_id) WHERE state <> 'CLOSED' DO UPDATE SET version = s.version + 1,
    child = coalesce(s.child, excluded.child),
    mother = CASE WHEN NOT s.apart_from_parents AND NOT excluded.apart_from_parents
      THEN coalesce(s.mother, excluded.mother) END,
    family_knows = s.family_knows OR excluded.family_knows,
    found_child = coalesce(s.found_child, excluded.found_child),
    found_mother = coalesce(s.found_mother, excluded.found_mother),
    apart_from_parents = s.apart_from_parents OR excluded.apart_from_parents,
    found_apart = s.found_apart OR excluded.found_apart, found_at = least(s.found_at, excluded.found_at)
  RETURNING id, version, notification_id, child, found_child, territory, family_knows, apart_from_parents
)
SELECT kept.*, first.visit_id FROM kept JOIN first USING (notification_id)`;

const register = (found: readonly Standing[], dueAt: Temporal.Instant): Promise<Situation[]> =>
  tx().sql<Situation>(REGISTER, [
    tx().now,
    dueAt,
    ...TO_REGISTER.values(
      found.map(({ responsible, personId, motherPersonId, ...one }) => ({
        ...one,
        apart: responsible === 'GUARDIANSHIP',
        foundChild: personId,
        foundMother: motherPersonId,
      })),
    ),
  ]);

const FINDINGS = rowSet<
  Pick<Standing, 'visitId' | 'standsWith' | 'foundAt' | 'familyKnows' | 'circumstances' | 'foundBy'>
>()({
  visitId: 'uuid',
  standsWith: 'uuid',
  foundAt: 'timestamptz',
  familyKnows: 'boolean',
  circumstances: 'text[]',
  foundBy: 'text',
});

const ADD = `
INSERT INTO hard_life_finding (visit_id, situation_id, territory, found_at, family_knows, circumstances, found_by)
SELECT f.visit_id, s.id, s.territory, f.found_at, f.family_knows, f.circumstances, f.found_by
FROM ${FINDINGS.from('f')}
JOIN hard_life_situation s ON s.notification_id = f.stands_with AND s.state <> 'CLOSED'
ON CONFLICT (visit_id) DO NOTHING`;

const addFindings = (found: readonly Standing[]): Promise<unknown> => tx().sql(ADD, FINDINGS.values(found));
