import { defineRegulation } from '@kamkor/regulations';

/** From a family's objection to the answer. It binds the state. */
export const objectionTerm = defineRegulation({
  code: 'social-benefits.hard-life-objection-term',
  unit: 'working-days',
  versions: [{ from: '1991-12-25', value: 10, act: 'none found', article: 'none found', source: 'default, not law' }],
});
