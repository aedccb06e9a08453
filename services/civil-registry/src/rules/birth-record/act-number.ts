/** Number of an entry in the register of births, unique in the country: `2024-KG-C-03-000017`. */
export function actNumber(year: number, territory: string, sequence: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`not a sequence: ${sequence}`);
  return `${year}-${territory}-${String(sequence).padStart(6, '0')}`;
}

/** Series and number that stand on a birth certificate. */
export const CERTIFICATE_SERIES = 'KR-I';

export const certificateNumber = (sequence: number): string => String(sequence).padStart(7, '0');
