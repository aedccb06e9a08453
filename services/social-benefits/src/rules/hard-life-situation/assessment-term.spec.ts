import { countryProfile } from '@kamkor/reference';
import { RegulationBook } from '@kamkor/regulations';
import { assessmentDue, REGULATIONS } from './assessment-term.js';

const { calendar } = countryProfile('KG');
const law = { book: new RegulationBook(REGULATIONS), calendar };
const due = (text: string) => assessmentDue(Temporal.Instant.from(text), law).dueAt.toString();

it('is ten working days after the registration, over when the tenth is over in the legal zone', () => {
  expect(due('2024-06-03T05:00:00Z')).toBe('2024-06-18T18:00:00Z');
});

it('counts from the legal date: an evening in UTC is the next day in Bishkek', () => {
  expect(due('2024-06-02T20:00:00Z')).toBe(due('2024-06-03T05:00:00Z'));
});

it('names the regulation and since when its value is in force', () => {
  const { code, validFrom } = assessmentDue(Temporal.Instant.from('2024-06-03T05:00:00Z'), law).regulation;
  expect(`${code} ${validFrom}`).toBe('social-benefits.hard-life-assessment-term 1991-12-25');
});
