import { refusal, type Text } from '@kamkor/errors';

/** A refusal of one input field: `badInput('PAGE_SIZE', texts)({ field: 'first' })`. */
export const badInput = (reason: string, text: Text) => refusal('BAD_USER_INPUT', reason, text);
