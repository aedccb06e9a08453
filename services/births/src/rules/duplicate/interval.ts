import { defineRegulation } from '@kamkor/regulations';

/** Within how many days two births of one mother, of two deliveries, are taken for one that was notified twice. */
export const duplicateInterval = defineRegulation({
  code: 'births.duplicate-interval',
  unit: 'days',
  versions: [
    {
      from: '1990-01-01',
      value: 270,
      act: 'none: the length of a pregnancy',
      article: 'none',
      source: 'default, not law',
      note: 'A person decides every pair; the interval only says which pairs are shown.',
    },
  ],
});
