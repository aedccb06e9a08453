import type { Language } from '@kamkor/errors';

const LANGUAGES: Record<'KG' | 'KZ', readonly Language[]> = {
  KG: ['ky', 'ru', 'en'],
  KZ: ['kk', 'ru', 'en'],
};

/** Gives a function from an Accept-Language header to the language in which messages come; English without a match. */
export function languageChooser(profile: 'KG' | 'KZ'): (header: string | undefined) => Language {
  const spoken = LANGUAGES[profile];
  return (header) => {
    if (!header) return 'en';
    let best: Language = 'en';
    let bestWeight = 0;
    for (const part of header.slice(0, 200).split(',')) {
      const [tag = '', ...parameters] = part.split(';');
      const language = spoken.find((known) => known === tag.trim().slice(0, 2).toLowerCase());
      const weight = Number(
        parameters
          .find((p) => p.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      if (language && /^[a-z]{2}(-|$)/i.test(tag.trim()) && weight > bestWeight) {
        best = language;
        bestWeight = weight;
      }
    }
    return best;
  };
}
