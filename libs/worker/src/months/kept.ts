import { defineRegulation } from '@kamkor/regulations';

const ours = (code: string, unit: 'days' | 'months', value: number, note: string) =>
  defineRegulation({
    code,
    unit,
    versions: [{ from: '1990-01-01', value, act: 'none found', article: 'none', source: 'default, not law', note }],
  });

/** Of events that everybody has, what is left without their payloads. */
export const publishedEventsKept = ours(
  'kept.published-events',
  'months',
  3,
  'Only which event of which subject was told when; its payload goes with the last receipt.',
);

/** Of events that were applied nothing is left but the months in which they waited. */
export const receivedEventsKept = ours('kept.received-events', 'months', 3, 'A month in which one waits yet is kept.');

/** After so many days what has ended is filed under its month. */
export const deadlinesCurrent = ours('kept.deadlines-current', 'days', 90, 'A late fact finds a filed one as well.');

export const endedDeadlinesKept = ours(
  'kept.ended-deadlines',
  'months',
  120,
  'After that a fact that is learnt late takes no lapse back.',
);

/** How long what is kept that grows by the month. The trail is not among it: its owner alone may drop any of it. */
export const keptRegulations = [publishedEventsKept, receivedEventsKept, deadlinesCurrent, endedDeadlinesKept];
