import type { FaultCase } from '@kamkor/testing';

export const faults: FaultCase = {
  kinds: [
    {
      kind: 'CERTIFICATE_APPLICATION',
      subjectType: 'DocumentationWatch',
      table: 'documentation_watch',
      effect: `state = 'OVERDUE'`,
    },
    { kind: 'OUTREACH_FIRST_VISIT', subjectType: 'OutreachTask', table: 'outreach_task', effect: 'first_visit_missed' },
    { kind: 'OUTREACH_REMINDER', subjectType: 'OutreachTask', table: 'outreach_task', effect: 'reminders = 1' },
    { kind: 'OUTREACH_NEXT_VISIT', subjectType: 'OutreachTask', table: 'outreach_task', effect: 'escalations = 1' },
    {
      kind: 'OUTREACH_REVIEW',
      subjectType: 'OutreachTask',
      table: 'outreach_task',
      effect: 'review_noticed_at IS NOT NULL',
    },
    {
      kind: 'HANDOVER_ANSWER',
      subjectType: 'OutreachHandover',
      table: 'outreach_handover',
      effect: 'overdue_since IS NOT NULL',
    },
    {
      kind: 'BACKLOG_RELEASE',
      subjectType: 'TerritoryStart',
      table: 'territory_start',
      effect: `EXISTS (SELECT FROM deadline d WHERE d.subject_id = territory_start.id AND d.state = 'PENDING' AND d.round = 2)`,
    },
    {
      kind: 'BACKLOG_CHECK',
      subjectType: 'DocumentationWatch',
      table: 'documentation_watch',
      effect: 'EXISTS (SELECT FROM outreach_task t WHERE t.watch_id = documentation_watch.id)',
      pool: 'watch without a task',
    },
    {
      kind: 'SAFETY_CONCERN',
      subjectType: 'SafetyConcern',
      table: 'safety_concern',
      effect: 'overdue_since IS NOT NULL AND version = 2',
    },
  ],
  rows: {
    territory_start: `INSERT INTO territory_start (id, territory, starts_on, starts_at, workers, next_release_at, declared_at,
      declared_by)
    SELECT gen_random_uuid(), code, current_date, now(), 1, now(), now(), 'test' FROM territory
    WHERE code LIKE 'KG-J-__' ORDER BY code LIMIT $1`,
    outreach_handover: `INSERT INTO outreach_handover (id, task_id, from_territory, to_territory, responsible, offered_at,
      offered_by, due_at)
    SELECT gen_random_uuid(), id, territory, 'KG-O-02', responsible, now(), 'test', now() FROM outreach_task
    WHERE state = 'OPEN' LIMIT $1`,
    safety_concern: `INSERT INTO safety_concern (id, notification_id, territory, grounds, raised_at, recorded_by)
    SELECT gen_random_uuid(), gen_random_uuid(), 'KG-C-03', '{OTHER}', now(), 'test' FROM generate_series(1, $1)`,
  },
};
