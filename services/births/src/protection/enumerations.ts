import { describedEnum } from '@kamkor/subgraph';
import type { NamingState, WithdrawalReason } from '../rules/protection/naming-states.js';

export const NamingStateEnum = describedEnum<NamingState>('NamingState', 'Whether a protection worker is one.', {
  NAMED: 'Sees and follows the safety concerns of the territory.',
  WITHDRAWN: 'Sees none of them any more.',
});

export const WithdrawalReasonEnum = describedEnum<WithdrawalReason>(
  'WithdrawalReason',
  'Why somebody is no protection worker any more.',
  {
    LEFT_OFFICE: 'They left the office or do other work.',
    ON_LEAVE: 'They are away for a time; they are named again when they are back.',
    CONFLICT_OF_INTEREST: 'They are close to a family, or to somebody who endangers one.',
    MISUSE: 'They used what they saw for something else.',
    OTHER: 'Something else.',
  },
);
