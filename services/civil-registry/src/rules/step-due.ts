import { defineRegulation, type RegulationBook, type TermRegulation } from '@kamkor/regulations';
import { type LegalCalendar, legalDate, termFromInstant } from '@kamkor/time';

/** From the application to the entry in the register of births. Binds the registry. */
export const REGISTRATION_TERM = defineRegulation({
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

/** From the registration to the certificate in the family's hands. Binds the registry. */
export const ISSUE_TERM = defineRegulation({
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

/** From the finding that a parent lacks a document to the document, or the word that it can't be got. */
export const DOCUMENT_HELP_TERM = defineRegulation({
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

const ours = { from: '1991-12-25', act: 'none found', article: 'none found', source: 'default, not law' } as const;

/** From the request for a child's PIN to its record. Binds the state. */
export const PIN_TERM = defineRegulation({
  code: 'civil-registry.pin-term',
  unit: 'working-days',
  versions: [{ ...ours, value: 5 }],
});

/** From an application that names another mother to the decision of a second registrar. Binds the registry. */
export const PARENTAGE_TERM = defineRegulation({
  code: 'civil-registry.parentage-term',
  unit: 'working-days',
  versions: [{ ...ours, value: 5 }],
});

export const REGULATIONS = [REGISTRATION_TERM, ISSUE_TERM, DOCUMENT_HELP_TERM, PIN_TERM, PARENTAGE_TERM];

export interface StepDue {
  readonly dueAt: Temporal.Instant;
  /** Which value of which regulation gave it. */
  readonly regulation: { readonly code: string; readonly validFrom: Temporal.PlainDate };
}

/** When a step of the registry is due that was started at an instant, by the term in force on that legal date. */
export function stepDue(
  term: TermRegulation,
  startedAt: Temporal.Instant,
  law: { readonly book: RegulationBook; readonly calendar: LegalCalendar },
): StepDue {
  const { code, value, unit, validFrom } = law.book.of(term).on(legalDate(startedAt, law.calendar));
  const { dueAt } = termFromInstant(startedAt, { value, unit }, law.calendar);
  return { dueAt, regulation: { code, validFrom: Temporal.PlainDate.from(validFrom) } };
}
