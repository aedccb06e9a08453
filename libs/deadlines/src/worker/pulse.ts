import { type Transactions, tx } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import { recordOutage } from '../outage.js';

export const BEAT_MS = 5_000;
/** A gap in all workers' heartbeats longer than this is an outage. */
export const OUTAGE_AFTER_MS = 60_000;
/** No sweep without a sign of life younger than this: one that slept notices before it lapses anything. */
const FRESH_MS = 15_000;

interface Beat {
  readonly real: Temporal.Instant;
  readonly lastReal: Temporal.Instant | null;
  readonly lastLegal: Temporal.Instant | null;
}

const LOCK = `SELECT clock_timestamp()::timestamptz(3) AS real, beat_at AS "lastReal", legal_at AS "lastLegal"
  FROM deadline_heartbeat FOR UPDATE`;
const FIRST = `INSERT INTO deadline_heartbeat (beat_at, legal_at) VALUES (clock_timestamp(), $1) ON CONFLICT DO NOTHING`;
const BEAT = 'UPDATE deadline_heartbeat SET beat_at = clock_timestamp(), legal_at = $1';

/**
 * The workers' common sign of life, by the database's clock: the simulated one may jump without anybody being away.
 * The one that finds a gap records the outage and extends what it cost people, before anybody beats or sweeps again.
 */
export class Pulse {
  private lastBeat = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly transactions: Transactions,
    private readonly service: string,
  ) {}

  /** Gives true where this process, or all of them, had been away. */
  async beat(): Promise<boolean> {
    const occasion = { principal: workerPrincipal(this.service), operation: 'deadline:heartbeat', purpose: 'deadline' };
    const outage = await this.transactions.run(occasion, async ({ now }) => {
      await tx().sql(FIRST, [now]);
      const [beat] = await tx().sql<Beat>(LOCK);
      const away = await this.recordGap(beat!);
      await tx().sql(BEAT, [now]);
      return away;
    });
    const alone = Date.now() - this.lastBeat > OUTAGE_AFTER_MS;
    this.lastBeat = Date.now();
    return outage || alone;
  }

  /** Beats if the last sign of life is too old to sweep. */
  async ensure(): Promise<boolean> {
    const age = Date.now() - this.lastBeat;
    return age >= 0 && age < FRESH_MS ? false : await this.beat();
  }

  private async recordGap({ real, lastReal, lastLegal }: Beat): Promise<boolean> {
    if (!lastReal || !lastLegal) return false;
    if (real.since(lastReal).total('milliseconds') <= OUTAGE_AFTER_MS) return false;
    await recordOutage({ what: 'workers', began: lastReal, ended: real, legalBegan: lastLegal });
    return true;
  }
}
