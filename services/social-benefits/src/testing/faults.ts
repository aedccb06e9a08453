import type { FaultCase } from '@kamkor/testing';

export const faults: FaultCase = {
  kinds: [
    {
      kind: 'HARD_LIFE_ASSESSMENT',
      subjectType: 'HardLifeSituation',
      table: 'hard_life_situation',
      effect: 'assessment_overdue_since IS NOT NULL',
    },
    {
      kind: 'HARD_LIFE_REVIEW',
      subjectType: 'HardLifeSituation',
      table: 'hard_life_situation',
      effect: 'review_overdue_since IS NOT NULL',
    },
    {
      kind: 'HARD_LIFE_OBJECTION',
      subjectType: 'HardLifeSituation',
      table: 'hard_life_situation',
      effect: 'objection_overdue_since IS NOT NULL',
    },
  ],
  rows: {
    hard_life_situation: `INSERT INTO hard_life_situation (notification_id, territory, family_knows, found_at, registered_at)
    SELECT gen_random_uuid(), 'KG-C-03', true, now(), now() FROM generate_series(1, $1)`,
  },
};
