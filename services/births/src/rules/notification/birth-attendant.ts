export const BIRTH_ATTENDANTS = ['DOCTOR', 'MIDWIFE', 'FELDSHER', 'OTHER', 'NOBODY'] as const;
/** Who attended the birth. */
export type BirthAttendant = (typeof BIRTH_ATTENDANTS)[number];
