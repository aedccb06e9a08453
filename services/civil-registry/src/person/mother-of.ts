import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { Person } from './person.entity.js';
import { personOf } from './person-loaders.js';

/**
 * The mother of a child or a birth record, as far as the caller may see her. From whom the child is withheld, only a
 * registrar gets to know; that this was looked at is withheld from her own access log.
 */
export async function motherOf(child: {
  motherId: string | null;
  withheldFromMother: boolean;
}): Promise<Person | null> {
  const { motherId, withheldFromMother } = child;
  if (motherId === null) return null;
  if (!withheldFromMother) return personOf(motherId);
  if (!hasRole(tx().principal, ['registrar'])) return null;
  const mother = await personOf(motherId);
  return mother && Object.assign(new Person(), mother, { seenThroughWithheldChild: true });
}
