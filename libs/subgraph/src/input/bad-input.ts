import { standard } from '@kamkor/errors';

/** A refusal of one input field: `badInput('PAGE_SIZE', texts)({ field: 'first' })`. */
export const { badInput } = standard;
