import { countryProfile } from '@kamkor/reference';
import { RegulationBook, stepDue, type TermRegulation } from '@kamkor/regulations';
import { registryRegulations } from '../regulations.js';
import { certificateIssueTerm } from './certificate-issue-term.js';
import { registrationTerm } from './registration-term.js';

const { calendar } = countryProfile('KG');
const law = { book: new RegulationBook(registryRegulations), calendar };
const due = (term: TermRegulation, at: string, by = law) =>
  stepDue(term, Temporal.Instant.from(at), by).dueAt.toString();

it('gives the registry three working days to register and two to issue, whole to their last minute in Bishkek', () => {
  expect(due(registrationTerm, '2024-06-03T05:00:00Z')).toBe('2024-06-06T18:00:00Z');
  expect(due(certificateIssueTerm, '2024-06-03T05:00:00Z')).toBe('2024-06-05T18:00:00Z');
});

it('does not count a weekend', () => {
  expect(due(registrationTerm, '2024-06-07T05:00:00Z')).toBe('2024-06-12T18:00:00Z');
});

it('takes the value in force on the day of the start, which a later one does not change', () => {
  const version = { act: 'An act', article: '1', source: 'law' as const };
  const book = new RegulationBook(registryRegulations, {
    [registrationTerm.code]: {
      versions: [
        { ...version, from: '2020-01-01', value: 1 },
        { ...version, from: '2024-06-04', value: 5 },
      ],
    },
  });
  const before = stepDue(registrationTerm, Temporal.Instant.from('2024-06-03T05:00:00Z'), { book, calendar });
  expect(`${before.dueAt} ${before.regulation.validFrom}`).toBe('2024-06-04T18:00:00Z 2020-01-01');
  expect(due(registrationTerm, '2024-06-04T05:00:00Z', { book, calendar })).toBe('2024-06-11T18:00:00Z');
});
