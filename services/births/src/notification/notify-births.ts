import { randomUUIDv7 } from 'node:crypto';
import { Refusal } from '@kamkor/errors';
import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { DEADLINES, LAW } from '@kamkor/service-kit';
import { recordChanges } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import type { BirthsDeadlines } from '../deadlines.js';
import { openWatches } from '../documentation/open-watches.js';
import { queueDuplicateSearch } from '../duplicate/duplicate-work.js';
import type { Law } from '../rules/law.js';
import { type KnownPlaces, readBirth } from '../rules/notification/birth.js';
import type { BirthReport } from '../rules/notification/birth-report.js';
import { requireSameBirth } from '../rules/notification/record-number.js';
import { requireMayNotify } from '../rules/notification/who-may-notify.js';
import { birthNotified } from './birth-notified.js';
import { knownPlaces } from './known-places.js';
import { type BirthToWrite, type Written, writeBirths } from './write-births.js';

/** What became of one report: the id of its notification, and whether that stood before; or why it was refused. */
export type Outcome = { readonly id: string; readonly known: boolean } | { readonly refusal: Refusal };

/** Takes births in, any number in the same few statements; what one says wrong refuses that one alone. */
@Injectable()
export class NotifyBirths {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
  ) {}

  /** In one transaction: notification, watch, deadline, event and trail. What could not be read is refused; outcomes keep the order. */
  async notify(reports: readonly (BirthReport | Refusal)[]): Promise<Outcome[]> {
    const places = await knownPlaces(reports.filter((one): one is BirthReport => !(one instanceof Refusal)));
    const read = reports.map((one) => (one instanceof Refusal ? one : this.read(one, places)));
    const births = read.filter((one): one is BirthToWrite => !(one instanceof Refusal));
    const written = await writeBirths(births);
    const fresh = births.filter((_, index) => written[index]?.standing === null);
    await openWatches(fresh, this.law, this.deadlines.application);
    await publishMany(fresh.map(birthNotified));
    await queueDuplicateSearch(fresh.map(({ id }) => id));
    recordChanges(
      fresh.map(({ id, birth }) => ({
        person: null,
        subjectType: 'BirthNotification',
        subjectId: id,
        change: 'BIRTH_NOTIFIED',
        withheld: birth.careStatus !== 'WITH_PARENTS',
      })),
    );
    const outcomes = new Map(births.map((one, index) => [one, this.outcomeOf(one, written[index] as Written)]));
    return read.map((one) => (one instanceof Refusal ? { refusal: one } : (outcomes.get(one) as Outcome)));
  }

  /** The same record again is the notification that stands; another birth under its number is not taken for it. */
  private outcomeOf({ birth }: BirthToWrite, { id, standing }: Written): Outcome {
    if (standing === null) return { id, known: false };
    const same = orRefusal(() => requireSameBirth(standing, birth, this.law));
    return same instanceof Refusal ? { refusal: same } : { id, known: true };
  }

  private read(report: BirthReport, places: KnownPlaces): BirthToWrite | Refusal {
    return orRefusal(() => {
      requireMayNotify(report, tx().principal);
      return { id: randomUUIDv7(), birth: readBirth(report, places, this.law, tx().now) };
    });
  }
}

function orRefusal<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
