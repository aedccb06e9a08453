/** A name or label in the languages of the published lists. */
export type Text = Readonly<Record<'ky' | 'ru' | 'en', string>>;

export const text = (ky: string, ru: string, en: string): Text => ({ ky, ru, en });
