import { defineRegulation } from '@kamkor/regulations';

/** From an application that names another mother to the decision of a second registrar. It binds the registry. */
export const parentageTerm = defineRegulation({
  code: 'civil-registry.parentage-term',
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
