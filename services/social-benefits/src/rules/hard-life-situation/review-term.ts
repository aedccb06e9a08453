import { defineRegulation } from '@kamkor/regulations';

/** From an assessment or a review to the next look at whether the family should stay registered. It binds the state. */
export const reviewTerm = defineRegulation({
  code: 'social-benefits.hard-life-review-term',
  unit: 'months',
  versions: [
    {
      from: '1991-12-25',
      value: 6,
      act: 'none found',
      article: 'none found',
      source: 'default, not law',
      note: 'Nobody stays on a list because nobody looked at it again.',
    },
  ],
});
