import { defineRegulation } from '@kamkor/regulations';

/** From the registration of a hard life situation to its assessment. It binds the state. */
export const assessmentTerm = defineRegulation({
  code: 'social-benefits.hard-life-assessment-term',
  unit: 'working-days',
  versions: [
    {
      from: '1991-12-25',
      value: 10,
      act: 'none found',
      article: 'none found',
      source: 'default, not law',
      note: 'A family that was found in need must not wait for somebody to remember it; ten working days are ours.',
    },
  ],
});
