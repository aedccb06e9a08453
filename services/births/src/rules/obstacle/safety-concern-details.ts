import { refusal } from '@kamkor/errors';
import { readOptionalText } from '../plain-text.js';
import type { SafetyGround } from './safety-concern-states.js';

/** A visitor's word that somebody in the family may not be safe. */
export interface SaidSafetyConcern {
  readonly grounds: readonly SafetyGround[];
  readonly note?: string | null;
}

export const safetyGroundsMissing = refusal('BAD_USER_INPUT', 'SAFETY_GROUNDS_MISSING', {
  ky: 'Коопсуздук боюнча кооптонуу үчүн жок дегенде бир негиз көрсөтүлсүн.',
  ru: 'Для опасения о безопасности нужно хотя бы одно основание.',
  en: 'A safety concern needs at least one ground.',
});
export const safetyNoteMissing = refusal('BAD_USER_INPUT', 'SAFETY_NOTE_MISSING', {
  ky: 'OTHER негизи эскертүүдө түшүндүрүлсүн.',
  ru: 'Основание OTHER нужно пояснить в примечании.',
  en: 'The ground OTHER needs to be explained in the note.',
});

const MOST_NOTE = 2_000;

/** Nothing of a concern is left out in silence: its writer does not see it again. Throws a refusal naming field and reason. */
export function checkSafetyConcern(concern: SaidSafetyConcern | null | undefined): void {
  if (!concern) return;
  if (concern.grounds.length === 0) throw safetyGroundsMissing({ field: 'safetyConcern.grounds' });
  const note = readOptionalText(concern.note, 'safetyConcern.note', MOST_NOTE);
  if (note === null && concern.grounds.includes('OTHER')) throw safetyNoteMissing({ field: 'safetyConcern.note' });
}
