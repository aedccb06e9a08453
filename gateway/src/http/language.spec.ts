import { languageChooser } from './language.js';

describe('the language of messages', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ky', 'ky'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['en;q=0.1, ky;q=0.2', 'ky'],
    ['de, fr', 'en'],
    ['ru;q=0, en', 'en'],
    ['kyrgyz', 'en'],
    ['ru;q=abc', 'en'],
    ['kk', 'en'],
    [`${','.repeat(100_000)}ky`, 'en'],
  ] as const)('%j is %s in Kyrgyzstan', (header, expected) => {
    expect(languageChooser('KG')(header)).toBe(expected);
  });

  it('is Kazakh where the profile is', () => {
    expect(languageChooser('KZ')('kk-KZ, ru;q=0.5')).toBe('kk');
  });
});
