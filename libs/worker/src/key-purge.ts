import { purgeIdempotencyKeys } from '@kamkor/idempotency';
import type { Transactions } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';

const EVERY_MS = 3_600_000;
const AT_A_TIME = 10_000;

/** Deletes idempotency keys past their retention, hourly. */
export class KeyPurge {
  private timer: NodeJS.Timeout | undefined;
  private pass: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    private readonly service: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.pass = this.purge().catch(this.onError);
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.pass;
  }

  async purge(): Promise<void> {
    const principal = workerPrincipal(this.service);
    const occasion = { principal, operation: 'idempotency:purge', purpose: 'retention' };
    while ((await this.transactions.run(occasion, () => purgeIdempotencyKeys(AT_A_TIME))) === AT_A_TIME);
  }
}
