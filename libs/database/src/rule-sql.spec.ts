import { arrayOf, caseOf, keysOf, listed, literal } from './rule-sql.js';

describe('SQL of a rule', () => {
  it('is a CASE of what its table says of each value', () => {
    const RESPONSIBLE = { WITH_PARENTS: 'SOCIAL_UNIT', IN_CARE: 'GUARDIANSHIP' } as const;
    expect(caseOf('w.care_status', RESPONSIBLE)).toBe(
      `CASE w.care_status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' WHEN 'IN_CARE' THEN 'GUARDIANSHIP' END`,
    );
    expect(caseOf('state', { OPEN: 0, CLOSED: 1 })).toBe(`CASE state WHEN 'OPEN' THEN 0 WHEN 'CLOSED' THEN 1 END`);
  });

  it('is a list or an array of values', () => {
    expect(listed(['OPEN', 'CLOSED'])).toBe(`('OPEN', 'CLOSED')`);
    expect(arrayOf(['OPEN', 'CLOSED'])).toBe(`ARRAY['OPEN', 'CLOSED']::text[]`);
  });

  it('has the keys for which a table says so', () => {
    const ENDS = { DIED: { ends: true }, MOVED: { ends: false }, DOCUMENTED: { ends: true } };
    expect(keysOf(ENDS, ({ ends }) => ends)).toEqual(['DIED', 'DOCUMENTED']);
  });

  it('writes values as SQL does, whatever is in them', () => {
    expect([literal("it's"), literal(true), literal(null), literal(7)]).toEqual([`'it''s'`, 'TRUE', 'NULL', '7']);
  });
});
