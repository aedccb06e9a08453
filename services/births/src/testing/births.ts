import type { EventDraft, EventType } from '@kamkor/events';
import type { Principal } from '@kamkor/principal';
import { aPrincipal, type BootedService, bootService, ServiceUnderTest } from '@kamkor/testing';
import type { BirthsDeadlines } from '../deadlines.js';
import type { BirthReport } from '../rules/notification/birth-report.js';
import { service } from '../service.js';

/** Legal time of a suite; it goes where it is told. */
export class MovableClock {
  constructor(private at: Temporal.Instant) {}

  now(): Temporal.Instant {
    return this.at;
  }

  moveTo(instant: string): void {
    this.at = Temporal.Instant.from(instant);
  }
}

export const KEMIN = 'KG-C-03-F01';
export const hospital = (facility = KEMIN): Principal => aPrincipal({ roles: ['hospital'], facilities: [facility] });
export const socialWorker = (territory = 'KG-C-03'): Principal => aPrincipal({ roles: ['social-worker'], territory });
export const guardianship = (territory = 'KG-C-03'): Principal => aPrincipal({ roles: ['guardianship'], territory });

/** Who names the protection workers of everything below the country. */
export const namingAbove: Principal = aPrincipal({ subject: 'test:above', roles: ['guardianship'], territory: 'KG' });
/** Who names those of the whole country. */
export const admin: Principal = aPrincipal({ roles: ['admin'], territory: 'KG' });

const NAME_WORKER = `mutation ($input: NameProtectionWorkerInput!) { nameProtectionWorker(input: $input) { id } }`;
const WITHDRAW_WORKER = `mutation ($input: WithdrawProtectionWorkerInput!) {
  withdrawProtectionWorker(input: $input) { id } }`;

/** One child as the database holds it. */
export interface Child {
  readonly notificationId: string;
  readonly watchId: string;
}

/** Births at a time that the test moves. */
export class BirthsUnderTest extends ServiceUnderTest<BirthsDeadlines> {
  private serial = 0;

  private constructor(
    booted: BootedService<BirthsDeadlines>,
    override readonly clock: MovableClock,
  ) {
    super(booted);
  }

  static async open(now = '2024-05-25T06:00:00Z'): Promise<BirthsUnderTest> {
    const clock = new MovableClock(Temporal.Instant.from(now));
    return new BirthsUnderTest(await bootService(service, { clock }), clock);
  }

  /** `extensions` of the refusal of a question; undefined if it was answered. */
  async refusal(principal: Principal, query: string, variables: object = {}) {
    return (await this.graph.ask(principal, query, variables)).errors?.[0]?.extensions;
  }

  report(said: Partial<BirthReport> = {}): BirthReport {
    this.serial += 1;
    return {
      facility: KEMIN,
      facilityRecordNumber: `2024/${this.serial}`,
      bornAt: '2024-05-25T08:30:00+06:00',
      sex: 'FEMALE',
      weightGrams: 3_200,
      live: true,
      mother: { identity: 'NAMED', familyName: 'Асанова', givenName: 'Айгүл' },
      motherTerritory: 'KG-C-03',
      ...said,
    };
  }

  /** Notifies a birth as its hospital, or outside one as somebody of its territory; gives the ids. */
  async notify(said: Partial<BirthReport> = {}): Promise<Child> {
    const input = this.report(said);
    const mutation = 'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }';
    const reporter = aPrincipal({ roles: ['community-reporter'], territory: input.birthTerritory ?? null });
    const { notifyBirth } = await this.ask(input.facility ? hospital(input.facility) : reporter, mutation, { input });
    const [watch] = await this.database.admin<{ id: string }>(
      'SELECT id FROM documentation_watch WHERE notification_id = $1',
      [notifyBirth.id],
    );
    return { notificationId: notifyBirth.id, watchId: watch?.id as string };
  }

  /** Names somebody a protection worker; gives the naming's id. */
  async nameWorker({ subject: worker }: Principal, territory = 'KG-C-03'): Promise<string> {
    const input = { worker, territory };
    return (await this.ask(territory === 'KG' ? admin : namingAbove, NAME_WORKER, { input })).nameProtectionWorker.id;
  }

  /** Withdraws a naming below the country that nobody has changed. */
  async withdrawWorker(protectionWorkerId: string): Promise<void> {
    const input = { protectionWorkerId, version: 1, reason: 'LEFT_OFFICE' };
    await this.ask(namingAbove, WITHDRAW_WORKER, { input });
  }

  /** Facts of the registry about births, as the worker receives them; the subject is the notification's record, or the person. */
  async hear<Type extends EventType>(type: Type, ...payloads: EventDraft<Type>[]): Promise<void> {
    await this.receive(
      type,
      payloads.map((payload) => {
        const { notificationId, personId } = payload as { notificationId?: string; personId: string };
        return [notificationId ?? personId, payload];
      }),
    );
  }
}
