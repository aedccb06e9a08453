import { tidyText } from '@kamkor/identifiers';
import { readOptionalText } from '../plain-text.js';
import type { BirthAttendant } from './birth-attendant.js';
import { birthOrderImpossible, phoneMalformed, pluralityImpossible } from './refusals.js';

const LONGEST_DELIVERY_ID = 64;
const LONGEST_ADDRESS = 300;
/** No more children of one pregnancy were ever born alive. */
const GREATEST_PLURALITY = 10;
/** With or without spaces, brackets and dashes; a country's own way of dialling is accepted. */
const PHONE = /^\+?[0-9]{5,15}$/;

/** What may be said of a birth beside who was born, when and where; unchecked. */
export interface ReportedDetails {
  readonly plurality?: number | null;
  readonly birthOrder?: number | null;
  readonly deliveryId?: string | null;
  readonly attendant?: BirthAttendant | null;
  readonly informantPhone?: string | null;
  readonly motherAddress?: string | null;
}

/** The same, checked; null: not said. */
export interface BirthDetails {
  /** How many children were born of this delivery. */
  readonly plurality: number | null;
  /** Which of them this child is, by order of birth, from 1. */
  readonly birthOrder: number | null;
  /** The facility's own number of the delivery, the same for all children of it. */
  readonly deliveryId: string | null;
  readonly attendant: BirthAttendant | null;
  /** `+` and digits, or digits. */
  readonly informantPhone: string | null;
  readonly motherAddress: string | null;
}

/** Throws a refusal naming field and reason. */
export function readDetails(said: ReportedDetails): BirthDetails {
  const plurality = said.plurality ?? null;
  if (plurality !== null && !isWhole(plurality, 1, GREATEST_PLURALITY)) {
    throw pluralityImpossible({ field: 'plurality' }, { most: GREATEST_PLURALITY });
  }
  const birthOrder = said.birthOrder ?? null;
  const most = plurality ?? GREATEST_PLURALITY;
  if (birthOrder !== null && !isWhole(birthOrder, 1, most))
    throw birthOrderImpossible({ field: 'birthOrder' }, { most });
  return {
    plurality,
    birthOrder,
    deliveryId: readOptionalText(said.deliveryId, 'deliveryId', LONGEST_DELIVERY_ID),
    attendant: said.attendant ?? null,
    informantPhone: readPhone(said.informantPhone),
    motherAddress: readOptionalText(said.motherAddress, 'motherAddress', LONGEST_ADDRESS),
  };
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

function readPhone(said: string | null | undefined): string | null {
  const text = tidyText(said ?? '');
  if (text === '') return null;
  const phone = text.normalize('NFKC').replace(/[\s()\p{Pd}]/gu, '');
  if (!PHONE.test(phone)) throw phoneMalformed({ field: 'informantPhone' });
  return phone;
}
