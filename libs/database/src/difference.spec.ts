import { difference } from './difference.js';

const A = `-- person
CREATE TABLE person (
  id uuid NOT NULL
);
GRANT SELECT ON person TO kamkor_app;

-- unit
CREATE TABLE unit (
  code text
);
`;

describe('the difference of two databases', () => {
  it('is empty where they say the same', () => {
    expect(difference(A, A)).toBe('');
  });

  it('says of which thing what is gone and what came', () => {
    const b = A.replace('GRANT SELECT ON', 'GRANT DELETE ON');
    expect(difference(A, b)).toBe(`person
  - GRANT SELECT ON person TO kamkor_app;
  + GRANT DELETE ON person TO kamkor_app;`);
  });

  it('says of a thing that is in one alone all that it is', () => {
    expect(difference(A, A.slice(0, A.indexOf('-- unit')))).toBe(
      'unit\n  - CREATE TABLE unit (\n  -   code text\n  - );',
    );
  });

  it('says of lines that changed their places that they did', () => {
    const b = A.replace('CREATE TABLE unit (\n  code text\n);', '  code text\nCREATE TABLE unit (\n);');
    expect(difference(A, b)).toBe('unit\n  the same lines in another order');
  });

  it('says how much more there is of a long one', () => {
    const many = `-- many\n${Array.from({ length: 100 }, (_, i) => `line ${i}`).join('\n')}\n`;
    const lines = difference('', many).split('\n');
    expect(lines).toHaveLength(61);
    expect(lines.at(-1)).toBe('… and 41 more lines');
  });
});
