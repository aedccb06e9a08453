import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { Person } from './person.entity.js';
import { personOf } from './person-loaders.js';

/**
 * The mother of a child or of a birth record, as far as the caller may see her. If the child is withheld from her, only
 * a registrar learns who she is, and her own access log does not say that this was looked at.
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
