/** What is known of a person from elsewhere, against which an identifier is checked. */
export interface KnownOfPerson {
  readonly birthDate?: Temporal.PlainDate | null;
  readonly sex?: 'FEMALE' | 'MALE' | 'UNDETERMINED' | null;
}

/**
 * Why an identifier deserves a second look. A warning never refuses: registers hold identifiers made with a wrong
 * date, and the person they were given to has no other.
 */
export type IdentifierWarning = 'EMBEDDED_DATE_DOES_NOT_EXIST' | 'BIRTH_DATE_DIFFERS' | 'SEX_DIFFERS';

export type IdentifierFault = 'EMPTY' | 'NOT_DIGITS' | 'WRONG_LENGTH' | 'WRONG_FIRST_DIGIT';

export type ParsedIdentifier =
  | {
      readonly ok: true;
      /** As it is stored and compared: no spaces. */
      readonly value: string;
      /** What the identifier says; null where it says nothing. No proof of either. */
      readonly sex: 'FEMALE' | 'MALE' | null;
      readonly embeddedDate: Temporal.PlainDate | null;
      readonly warnings: readonly IdentifierWarning[];
    }
  | { readonly ok: false; readonly reason: IdentifierFault };

/** How a country numbers its people. Carried by the country profile; nothing else knows the shape of a number. */
export interface IdentifierScheme {
  /** `KG-PIN`. */
  readonly code: string;
  readonly name: Readonly<Record<'ky' | 'ru' | 'en', string>>;
  /** Reads what a person typed or a machine sent. */
  parse(text: string, known?: KnownOfPerson): ParsedIdentifier;
  /** For people to read aloud; takes a stored value. */
  format(value: string): string;
  /** For people who need to recognise a number and must not learn it: all but the last four are dots. */
  mask(value: string): string;
}

/** Shows the last `visible` characters only, and never more than a third of the whole. */
export function maskAllBut(visible: number, value: string): string {
  const shown = Math.min(visible, Math.floor(value.length / 3));
  return '•'.repeat(value.length - shown) + value.slice(value.length - shown);
}
