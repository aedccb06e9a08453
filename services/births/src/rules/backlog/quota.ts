import { standard } from '@kamkor/errors';
import { defineRegulation, type RegulationBook } from '@kamkor/regulations';

const ours = { from: '1990-01-01', act: 'none found', article: 'none', source: 'default, not law' } as const;

/** How many children of the backlog a worker is given on a working day: each is a family to be visited within days. */
export const backlogQuota = defineRegulation({
  code: 'births.backlog-quota',
  unit: 'count',
  versions: [{ ...ours, value: 2 }],
});

/** The most that a territory may set for itself instead. */
export const greatestBacklogQuota = defineRegulation({
  code: 'births.greatest-backlog-quota',
  unit: 'count',
  versions: [{ ...ours, value: 10 }],
});

/** Beyond it a number of workers was mistyped: the whole country has fewer. */
export const MOST_WORKERS = 1_000;

/** How fast a backlog is released. `childrenPerWorker` null: what the regulation says on the day. */
export interface ReleaseRate {
  readonly workers: number;
  readonly childrenPerWorker: number | null;
}

export const workersOutOfRange = standard.badInput('WORKERS_OUT_OF_RANGE', {
  ky: 'Үй-бүлөлөргө баруучу кызматкерлердин саны 1ден {most}ге чейин болушу керек.',
  ru: 'Число работников, посещающих семьи, — от 1 до {most}.',
  en: 'The number of workers who visit families is 1 to {most}.',
});
export const quotaOutOfRange = standard.badInput('QUOTA_OUT_OF_RANGE', {
  ky: 'Бир кызматкерге бир жумуш күнүнө 1ден {most}ге чейин бала берилет.',
  ru: 'На одного работника в рабочий день приходится от 1 до {most} детей.',
  en: 'A worker is given 1 to {most} children on a working day.',
});

/** Throws WORKERS_OUT_OF_RANGE, QUOTA_OUT_OF_RANGE. */
export function checkRate(
  { workers, childrenPerWorker }: ReleaseRate,
  today: Temporal.PlainDate,
  book: RegulationBook,
): void {
  if (workers < 1 || workers > MOST_WORKERS) throw workersOutOfRange({ field: 'workers' }, { most: MOST_WORKERS });
  if (childrenPerWorker === null) return;
  const most = book.of(greatestBacklogQuota).on(today).value;
  if (childrenPerWorker < 1 || childrenPerWorker > most)
    throw quotaOutOfRange({ field: 'childrenPerWorker' }, { most });
}

/** How many children each worker is given on a day. */
export const quotaOf = (rate: ReleaseRate, day: Temporal.PlainDate, book: RegulationBook): number =>
  rate.childrenPerWorker ?? book.of(backlogQuota).on(day).value;

/** How many children are released on a day. */
export const releasedOn = (rate: ReleaseRate, day: Temporal.PlainDate, book: RegulationBook): number =>
  rate.workers * quotaOf(rate, day, book);
