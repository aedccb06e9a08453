import { randomUUID } from 'node:crypto';
import { aPrincipal } from '@kamkor/testing';
import type { CareStatus } from '../../rules/care-status.js';
import type { NoCertificateReason } from '../../rules/outreach/visit.js';
import { type BirthsUnderTest, guardianship } from '../../testing/births.js';

/** What happened to a child, by legal dates; each thing happens at noon in Bishkek. */
export interface Life {
  readonly born: string;
  readonly territory: string;
  readonly careStatus?: CareStatus;
  readonly applied?: string;
  readonly documented?: string;
  readonly visits?: readonly {
    readonly on: string;
    readonly reasons: readonly NoCertificateReason[];
    readonly siblingBorn?: string;
  }[];
}

export const noon = (date: string): string => `${date}T12:00:00+06:00`;

/** Known by no more than these; born at home, for a facility's unit would be responsible otherwise. */
const AREAS = ['KG', 'KG-C'];
const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';

/** Tells the service of these lives in the worst order: everything is learnt after every term has lapsed. */
export async function tell(births: BirthsUnderTest, lives: readonly Life[]): Promise<void> {
  const notified: string[] = [];
  for (const { born, territory, careStatus } of lives) {
    const child = await births.notify({
      bornAt: noon(born),
      motherTerritory: territory,
      careStatus: careStatus ?? null,
      ...(AREAS.includes(territory) ? { facility: null, birthTerritory: territory, placeOfBirth: 'үйдө' } : {}),
    });
    notified.push(child.notificationId);
  }
  await births.sweep();
  for (const [index, life] of lives.entries()) await visitAll(births, notified[index] as string, life);
  const facts = lives.map((life, index) => ({
    notificationId: notified[index] as string,
    personId: randomUUID(),
    ...life,
  }));
  for (const { notificationId, personId, applied, documented } of facts) {
    if (applied) await births.hear('BirthCertificateApplied', { notificationId, personId, appliedAt: noon(applied) });
    if (documented)
      await births.hear('BirthCertificateIssued', { notificationId, personId, issuedAt: noon(documented) });
  }
}

async function visitAll(births: BirthsUnderTest, notificationId: string, { visits = [], careStatus }: Life) {
  const who = careStatus ? guardianship('KG') : aPrincipal({ roles: ['social-worker'], territory: 'KG' });
  for (const { on, reasons, siblingBorn } of visits) {
    const [task] = await births.database.admin<{ id: string; version: number }>(
      `SELECT id, version FROM outreach_task WHERE notification_id = $1 AND state = 'OPEN'`,
      [notificationId],
    );
    const hardship = { circumstances: ['POVERTY'], familyKnows: true };
    const siblings = siblingBorn ? { undocumentedSiblings: [{ birthDate: siblingBorn }] } : {};
    const obstacles = ['HARD_LIFE_SITUATION', ...(siblingBorn ? ['UNDOCUMENTED_SIBLINGS'] : [])];
    const found = { obstacles, ...hardship, ...siblings };
    const said = { outcome: 'PROMISED', metWith: ['FATHER'], reasons, ...found };
    const input = { taskId: task?.id, version: task?.version, visitedAt: noon(on), ...said };
    await births.ask(who, RECORD, { input });
  }
}
