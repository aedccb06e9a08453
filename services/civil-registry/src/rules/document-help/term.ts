import { defineRegulation } from '@kamkor/regulations';

/** From the finding that a parent lacks a document to the document, or to the word that it can't be obtained. */
export const documentHelpTerm = defineRegulation({
  code: 'civil-registry.document-help-term',
  unit: 'working-days',
  versions: [
    {
      from: '1991-12-25',
      value: 10,
      act: 'none found',
      article: 'none found',
      source: 'default, not law',
      note: 'A parent without papers must not wait for somebody to remember it; ten working days are ours.',
    },
  ],
});
