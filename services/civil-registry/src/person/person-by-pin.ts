import { tx } from '@kamkor/persistence';
import type { Law } from '../rules/law.js';
import { Person } from './person.entity.js';
import { personOf } from './person-loaders.js';
import { pinMalformed } from './refusals.js';

/** Null also for somebody whom the caller may not see. Refuses a text that is not a PIN. */
export async function personByPin(text: string, { personalIdentifier }: Law): Promise<Person | null> {
  const parsed = personalIdentifier.parse(text);
  if (!parsed.ok) throw pinMalformed({ field: 'pin' });
  const person = await tx().manager.findOneBy(Person, { pin: parsed.value });
  return person?.mergedIntoId ? personOf(person.id) : person;
}

/** Codes of what in the PIN differs from the person; empty if there is no PIN. */
export function pinWarnings({ pin, birthDate, sex }: Person, { personalIdentifier }: Law): readonly string[] {
  const parsed = pin === null ? null : personalIdentifier.parse(pin, { birthDate, sex });
  return parsed?.ok ? parsed.warnings : [];
}
