import { countryProfile } from '@kamkor/reference';
import { RegulationBook, stepDue } from '@kamkor/regulations';
import { benefitsRegulations } from '../regulations.js';
import { assessmentTerm } from './assessment-term.js';

const { calendar } = countryProfile('KG');
const law = { book: new RegulationBook(benefitsRegulations), calendar };
const assessment = (text: string) => stepDue(assessmentTerm, Temporal.Instant.from(text), law);
const due = (text: string) => assessment(text).dueAt.toString();

it('is ten working days after the registration, over when the tenth is over in the legal zone', () => {
  expect(due('2024-06-03T05:00:00Z')).toBe('2024-06-18T18:00:00Z');
});

it('counts from the legal date: an evening in UTC is the next day in Bishkek', () => {
  expect(due('2024-06-02T20:00:00Z')).toBe(due('2024-06-03T05:00:00Z'));
});

it('names the regulation and since when its value is in force', () => {
  const { code, validFrom } = assessment('2024-06-03T05:00:00Z').regulation;
  expect(`${code} ${validFrom}`).toBe('social-benefits.hard-life-assessment-term 1991-12-25');
});
