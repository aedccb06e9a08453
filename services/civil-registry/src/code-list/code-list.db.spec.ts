import { aPrincipal } from '@kamkor/testing';
import { Registry } from '../testing/registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
}, 60_000);
afterAll(() => registry.close());

const anybody = aPrincipal({ roles: ['public'] });
const ask = (query: string, language = 'en') => registry.graph.ask(anybody, query, {}, { 'accept-language': language });

it('code lists are public, in every language at once and in the caller’s', async () => {
  const query = '{ codeList(name: "visitOutcome") { name entries { code label labelKy labelRu labelEn } } }';
  for (const [language, label] of [
    ['ky', 'Арыз берүүгө убада кылды'],
    ['ru', 'Обещали подать заявление'],
    ['en', 'Promised to apply'],
  ] as const) {
    const { data } = await ask(query, language);
    expect(data.codeList.name).toBe('visitOutcome');
    expect(data.codeList.entries).toContainEqual({
      code: 'PROMISED',
      label,
      labelKy: 'Арыз берүүгө убада кылды',
      labelRu: 'Обещали подать заявление',
      labelEn: 'Promised to apply',
    });
  }
});

it('all of them come in one answer, and a name of none is null', async () => {
  const { data } = await ask('{ codeLists { name entries { code label } } none: codeList(name: "toString") { name } }');
  expect(data.none).toBeNull();
  const names = data.codeLists.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(['sex', 'obstacle', 'documentHelpState', 'hardLifeClosingReason']));
  expect(new Set(names).size).toBe(names.length);
});
