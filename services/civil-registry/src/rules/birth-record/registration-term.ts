import { defineRegulation } from '@kamkor/regulations';

/** From the application to the entry in the register of births. It binds the registry. */
export const registrationTerm = defineRegulation({
  code: 'civil-registry.birth-registration-term',
  unit: 'working-days',
  versions: [
    {
      from: '1991-12-25',
      value: 3,
      act: 'none found',
      article: 'none found',
      source: 'default, not law',
      note: 'A term must run so that no application lies forgotten; three working days are ours.',
    },
  ],
});
