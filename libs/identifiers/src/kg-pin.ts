import {
  type IdentifierFault,
  type IdentifierScheme,
  type IdentifierWarning,
  type KnownOfPerson,
  maskAllBut,
  type ParsedIdentifier,
} from './scheme.js';

export type ParsedPin =
  | {
      readonly ok: true;
      readonly pin: string;
      /** 1 female, 2 male, 0 not said. */
      readonly sexDigit: 0 | 1 | 2;
      readonly embeddedDate: Temporal.PlainDate | null;
      readonly warnings: readonly IdentifierWarning[];
    }
  | { readonly ok: false; readonly reason: IdentifierFault };

const SEX = { 0: null, 1: 'FEMALE', 2: 'MALE' } as const;

/**
 * The Kyrgyz personal identification number: 14 digits, the first 0 to 2 (1 female, 2 male), then DDMMYYYY, then five.
 * The embedded date and sex prove nothing: a difference is a warning and never a refusal. Spaces, dashes and
 * full-width digits are accepted.
 */
export function parsePin(text: string, known: KnownOfPerson = {}): ParsedPin {
  const pin = text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  if (pin === '') return { ok: false, reason: 'EMPTY' };
  if (!/^[0-9]+$/.test(pin)) return { ok: false, reason: 'NOT_DIGITS' };
  if (pin.length !== 14) return { ok: false, reason: 'WRONG_LENGTH' };
  const sexDigit = Number(pin[0]);
  if (sexDigit !== 0 && sexDigit !== 1 && sexDigit !== 2) return { ok: false, reason: 'WRONG_FIRST_DIGIT' };
  const embeddedDate = dateIn(pin);
  const warnings: IdentifierWarning[] = [];
  if (!embeddedDate) warnings.push('EMBEDDED_DATE_DOES_NOT_EXIST');
  if (embeddedDate && known.birthDate && !embeddedDate.equals(known.birthDate)) warnings.push('BIRTH_DATE_DIFFERS');
  const sex = SEX[sexDigit];
  if (sex && (known.sex === 'FEMALE' || known.sex === 'MALE') && sex !== known.sex) warnings.push('SEX_DIFFERS');
  return { ok: true, pin, sexDigit, embeddedDate, warnings };
}

/** `2 25051990 01234`: sex, date, number. */
export const formatPin = (pin: string): string => `${pin.slice(0, 1)} ${pin.slice(1, 9)} ${pin.slice(9)}`;

export const maskPin = (pin: string): string => maskAllBut(4, pin);

export const kgPin: IdentifierScheme = {
  code: 'KG-PIN',
  name: {
    ky: 'Жеке идентификациялык номер (ПИН)',
    ru: 'Персональный идентификационный номер (ПИН)',
    en: 'Personal identification number (PIN)',
  },
  parse(text, known): ParsedIdentifier {
    const parsed = parsePin(text, known);
    if (!parsed.ok) return parsed;
    const { pin, sexDigit, embeddedDate, warnings } = parsed;
    return { ok: true, value: pin, sex: SEX[sexDigit], embeddedDate, warnings };
  },
  format: formatPin,
  mask: maskPin,
};

function dateIn(pin: string): Temporal.PlainDate | null {
  const [day, month, year] = [pin.slice(1, 3), pin.slice(3, 5), pin.slice(5, 9)].map(Number) as [
    number,
    number,
    number,
  ];
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}
