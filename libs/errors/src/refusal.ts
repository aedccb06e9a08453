import type { ErrorCode } from './codes.js';
import { placeBelow } from './place.js';

/** Text in the languages of a country profile. `{name}` is replaced by the parameter of that name. */
export type Text = Readonly<Record<'ky' | 'ru' | 'en', string> & Partial<Record<'kk', string>>>;
export type Language = keyof Text;
export type Parameters = Readonly<Record<string, string | number | readonly string[]>>;

export interface Details {
  /**
   * What of the input is at fault. A rule names it within what it reads (`mother.pin`), a client hears the path as it
   * wrote it, from the argument down (`input.mother.pin`, `reports[1].sex`); who calls the rule puts the rest in front.
   */
  readonly field?: string;
  readonly state?: string;
  readonly allowed?: readonly string[];
  /** Which service is not there. */
  readonly service?: string;
}

/**
 * What a use case answers when it will not do what was asked. It reaches the client as an error with
 * `extensions: { code, reason, field?, state?, allowed?, service? }` and a message in the caller's language.
 */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly reason: string,
    readonly text: Text,
    readonly details: Details = {},
    readonly parameters: Parameters = {},
  ) {
    super(render(text, 'en', parameters));
    this.name = 'Refusal';
  }

  in(language: Language): string {
    return render(this.text, language, this.parameters);
  }

  /** The same refusal where the input that it is about stands at `place`: its field is named from there. */
  within(place: string): Refusal {
    const { field } = this.details;
    const details = { ...this.details, field: field === undefined ? place : placeBelow(place, field) };
    return new Refusal(this.code, this.reason, this.text, details, this.parameters);
  }
}

function render(text: Text, language: Language, parameters: Parameters): string {
  return (text[language] ?? text.en).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value.join(', ') : String(value);
  });
}

/**
 * Declares a refusal once, beside the aggregate that makes it:
 * `export const visitBeforeBirth = refusal('BAD_USER_INPUT', 'VISIT_BEFORE_BIRTH', { ky: …, ru: …, en: … })`,
 * then `throw visitBeforeBirth({ field: 'visitedAt' }, { born: '2024-05-25' })`.
 */
export function refusal(code: ErrorCode, reason: string, text: Text) {
  return (details: Refusal['details'] = {}, parameters: Parameters = {}): Refusal =>
    new Refusal(code, reason, text, details, parameters);
}

/** The refusal at the bottom of errors that hold each other, as those of graphql-js do, if there is one. */
export function refusalIn(error: unknown): Refusal | undefined {
  let current = error;
  while (current instanceof Error && 'originalError' in current && current.originalError)
    current = current.originalError;
  return current instanceof Refusal ? current : undefined;
}
