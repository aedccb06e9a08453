/** Letters of the Cyrillic alphabets used in Central Asia, in the coarse Latin of the search key. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'j', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l' },
  ...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh' },
  ...{ щ: 'sh', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia', ң: 'n', ө: 'o', ү: 'u' },
  ...{ ә: 'a', ғ: 'g', қ: 'k', ұ: 'u', һ: 'h', і: 'i', ў: 'u', ҳ: 'h', ҷ: 'j', ӣ: 'i', ӯ: 'u' },
  ...{ ş: 'sh', ç: 'ch', ı: 'i', ə: 'a', æ: 'a', ø: 'o', ł: 'l' },
};

/** Spellings of one sound, in passports of several decades: Zhanybek, Dzhanybek, Djanibek, Janybek. Replaced in this order. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/shch/g, 'sh'],
  [/dzh|dj|zh/g, 'j'],
  [/kh/g, 'h'],
  [/ng/g, 'n'],
  [/ph/g, 'f'],
  [/tz/g, 'ts'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/q/g, 'k'],
  [/y/g, 'i'],
  [/ie/g, 'e'],
  [/([a-z])\1+/g, '$1'],
];

/**
 * A name in the form in which names are searched and compared: small Latin letters, one space between words. Cyrillic
 * and Latin spellings, е and ё, н and ң, о and ө, у and ү, hyphens, apostrophes and doubled letters come out the same.
 * It finds candidates and never decides that two people are one. It is personal data like the name itself.
 */
export function normaliseName(name: string): string {
  const letters = [...name.normalize('NFC').toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  const plain = letters
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z\s\p{Pd}]/gu, '')
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim();
  return SPELLINGS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), plain);
}

/** {@link normaliseName} in one word, for equality and prefixes: Бек-Султан, Бек Султан and Бексултан are one. */
export const nameKey = (name: string): string =>
  normaliseName(name)
    .replaceAll(' ', '')
    .replace(/([a-z])\1+/g, '$1');
