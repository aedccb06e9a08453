/** Notified when a deadline begins that falls due soon; wakes the workers at commit. */
export const DEADLINE_CHANNEL = 'kamkor_deadline';
