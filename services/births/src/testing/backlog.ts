import type { Principal } from '@kamkor/principal';
import { aPrincipal } from '@kamkor/testing';
import type { BirthReport } from '../rules/notification/birth-report.js';
import type { BirthsUnderTest, Child } from './births.js';

export const supervisor = (territory = 'KG-C-03'): Principal => aPrincipal({ roles: ['social-supervisor'], territory });

export const START = `mutation ($input: StartTerritoryInput!) { startTerritory(input: $input) { id version state startsOn workers
  childrenPerWorker ownQuota nextReleaseAt territory { id } backlog { waiting released perDay lastReleaseOn }
  allowedActions { action allowed reason } } }`;
const BACKLOG = `query ($territory: String!) { territoryStart(territory: $territory) { id version
  backlog { waiting released perDay lastReleaseOn } } }`;

/** A supervisor of the territory says that it goes live; two children a day unless said otherwise. */
export async function start(births: BirthsUnderTest, territory: string, said: object = {}) {
  const startsOn = births.clock.now().toZonedDateTimeISO('Asia/Bishkek').toPlainDate().toString();
  const input = { territory, startsOn, workers: 1, ...said };
  return (await births.ask(supervisor(territory), START, { input })).startTerritory as { id: string; version: number };
}

export async function backlogOf(births: BirthsUnderTest, territory: string) {
  return (await births.ask(supervisor(territory), BACKLOG, { territory })).territoryStart?.backlog ?? null;
}

/** Works off what is due, and what becomes due by that: whose turn has come is sent somebody by a deadline of its own. */
export async function sweep(births: BirthsUnderTest): Promise<void> {
  while ((await births.sweep()) > 0);
}

/** A child born at noon of a day. */
export const bornOn = (
  births: BirthsUnderTest,
  day: string,
  territory: string,
  said: Partial<BirthReport> = {},
): Promise<Child> => births.notify({ bornAt: `${day}T12:00:00+06:00`, motherTerritory: territory, ...said });

/** Whether somebody is sent to the child, whether it waits, and how often it was said to be overdue. */
export async function standing(births: BirthsUnderTest, { watchId, notificationId }: Child) {
  const [row] = await births.database.admin<{ state: string; waits: boolean; tasks: number; told: number }>(
    `SELECT w.state, w.awaits_release AS waits,
       (SELECT count(*)::int FROM outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN') AS tasks,
       (SELECT count(*)::int FROM outbox_event e WHERE e.type = 'ChildOverdue' AND e.subject_id = $2) AS told
     FROM documentation_watch w WHERE w.id = $1`,
    [watchId, notificationId],
  );
  return row!;
}
export const WAITS = { state: 'OVERDUE', waits: true, tasks: 0, told: 1 };
export const SENT = { state: 'OVERDUE', waits: false, tasks: 1, told: 1 };
