import { defineRegulation } from '@kamkor/regulations';

/** From the registration to the certificate in the family's hands. It binds the registry. */
export const certificateIssueTerm = defineRegulation({
  code: 'civil-registry.certificate-issue-term',
  unit: 'working-days',
  versions: [
    {
      from: '1991-12-25',
      value: 2,
      act: 'none found',
      article: 'none found',
      source: 'default, not law',
      note: 'A term must run so that no certificate lies in a drawer; two working days are ours.',
    },
  ],
});
