import { randomUUID } from 'node:crypto';
import type { EventDraft } from '@kamkor/events';
import type { Principal } from '@kamkor/principal';
import { aPrincipal, bootService, ServiceUnderTest } from '@kamkor/testing';
import type { Clock } from '@kamkor/time';
import type { BenefitsDeadlines } from '../deadlines.js';
import { service } from '../service.js';

export const NOW = Temporal.Instant.from('2024-08-05T05:00:00Z');
export const clock: Clock = { now: () => NOW };

export const specialist = (territory = 'KG-C-03'): Principal =>
  aPrincipal({ subject: `specialist of ${territory}`, roles: ['benefits-specialist'], territory });

/** Social benefits at a time that stands still. */
export class Benefits extends ServiceUnderTest<BenefitsDeadlines> {
  static async open(): Promise<Benefits> {
    return new Benefits(await bootService(service, { clock }));
  }

  /** Applies findings as the worker does, in one batch, and gives their payloads. */
  find(...findings: Partial<EventDraft<'HardLifeSituationFound'>>[]) {
    const drafts = findings.map(aFinding);
    return this.apply(
      'HardLifeSituationFound',
      drafts.map((draft) => [draft.visitId, draft]),
    );
  }

  /** How a child stands from now on, as the worker hears it; by default with its parents, alive, in Kemin. */
  async stand(notificationId: string, said: Partial<EventDraft<'ChildStandingChanged'>> = {}): Promise<void> {
    const standing = { territory: 'KG-C-03', careStatus: 'WITH_PARENTS', died: false } as const;
    await this.apply('ChildStandingChanged', [[notificationId, { notificationId, ...standing, ...said }]]);
  }

  /** The registry says that the one person is the other. */
  async merge(personId: string, keptPersonId: string, withheld = false): Promise<void> {
    const merged = { personId, keptPersonId, withheld, mergedAt: NOW.toString() };
    await this.apply('PersonMerged', [[personId, merged]]);
  }

  /** The registry says that they are two after all. */
  async part(personId: string, keptPersonId: string): Promise<void> {
    await this.apply('PersonMergeUndone', [[personId, { personId, keptPersonId, undoneAt: NOW.toString() }]]);
  }

  situationsOf(notificationId: string): Promise<Record<string, unknown>[]> {
    return this.database.admin(
      `SELECT s.*, (SELECT count(*)::int FROM hard_life_finding f WHERE f.situation_id = s.id) AS findings
       FROM hard_life_situation s WHERE notification_id = $1 ORDER BY registered_at, closed_at NULLS LAST`,
      [notificationId],
    );
  }
}

function aFinding(said: Partial<EventDraft<'HardLifeSituationFound'>>): EventDraft<'HardLifeSituationFound'> {
  return {
    visitId: randomUUID(),
    taskId: randomUUID(),
    notificationId: randomUUID(),
    personId: randomUUID(),
    motherPersonId: randomUUID(),
    territory: 'KG-C-03',
    foundAt: '2024-08-02T08:00:00Z',
    familyKnows: true,
    circumstances: ['POVERTY', 'NO_HOUSING'],
    ...said,
  };
}
