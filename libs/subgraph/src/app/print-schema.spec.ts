import { inOrder } from './print-schema.js';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

it('prints a schema the same wherever its files lie: types and operations by name, fields of a type as they are said', () => {
  const query = 'type Query {\n  zebra: Int\n  ape: Int\n}';
  const thing = '"""What it is."""\ntype Thing @key(fields: "id") {\n  name: String\n  id: ID!\n}';
  const one = inOrder([thing, LINK, query].join('\n\n'));
  expect(one).toBe(inOrder([query, thing, LINK].join('\n\n')));
  expect(one).toBe([LINK, 'type Query {\n  ape: Int\n  zebra: Int\n}', thing].join('\n\n'));
});
