import { describedEnum } from '@kamkor/subgraph';
import type { TerritoryStartState } from '../rules/backlog/territory-start.js';

export const TerritoryStartStateEnum = describedEnum<TerritoryStartState>(
  'TerritoryStartState',
  'Whether a territory is live.',
  {
    PLANNED: 'It goes live on a day ahead. Who falls overdue until then waits.',
    LIVE: 'It is live: a child that falls overdue has a task at once, the backlog is released day by day.',
    WITHDRAWN: 'The plan was taken back: nobody waits because of it. Final.',
  },
);
