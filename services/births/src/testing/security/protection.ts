import { randomUUID } from 'node:crypto';
import { aPrincipal, type GoodCall, ROWS, somebody } from '@kamkor/testing';
import type { Mutate } from './outreach.js';

const admin = aPrincipal({ roles: ['admin'], territory: 'KG' });
const above = aPrincipal({ subject: 'test:above', roles: ['guardianship'], territory: 'KG' });
/** Whom these tests ask as guardianship: without a naming nothing would be proved of what it is refused elsewhere. */
const GUARDIAN = somebody('guardianship', { citizen: '', facility: '' }).subject;

/** Names the guardian of these tests for a territory; gives the naming. */
export const nameGuardian = (mutate: Mutate, territory: string): Promise<string> =>
  mutate(above, 'nameProtectionWorker', { worker: GUARDIAN, territory });

const naming = () => ({ worker: `test:${randomUUID()}`, territory: 'KG' });

/** So many that the administrator of the country sees a whole page. */
export async function nameMany(mutate: Mutate): Promise<void> {
  for (let n = 0; n < ROWS; n += 1) await mutate(admin, 'nameProtectionWorker', naming());
}

export const protectionCalls = (mutate: Mutate): Readonly<Record<string, GoodCall>> => ({
  nameProtectionWorker: { role: 'admin', next: () => ({ input: naming() }) },
  withdrawProtectionWorker: {
    role: 'admin',
    next: async () => {
      const protectionWorkerId = await mutate(admin, 'nameProtectionWorker', naming());
      return { input: { protectionWorkerId, version: 1, reason: 'OTHER' } };
    },
  },
});
