import type { Deadline } from '@kamkor/deadlines';

/** What the trail says of a deadline that guardianship looks after is not for a family that reads it with the child. */
export const withheld = ({ owner }: Deadline): boolean => owner === 'GUARDIANSHIP';
