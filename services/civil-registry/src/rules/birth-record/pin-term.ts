import { defineRegulation } from '@kamkor/regulations';

/** From the request for a child's PIN to the day on which it is recorded. It binds the state. */
export const pinTerm = defineRegulation({
  code: 'civil-registry.pin-term',
  unit: 'working-days',
  versions: [
    {
      from: '1991-12-25',
      value: 5,
      act: 'none found',
      article: 'none found',
      source: 'default, not law',
    },
  ],
});
