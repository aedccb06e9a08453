import type { Head } from '@kamkor/trail';
import { readJson, writeWhole } from '../system/state-folder.js';

interface Verified {
  readonly verifiedAt: string;
  /** Null where the trail had no block yet. */
  readonly head: Head | null;
}

/** The last head of each service's trail up to which nothing was wrong, kept outside of the databases. */
export class VerifiedHeads {
  constructor(private readonly file: string) {}

  /**
   * @returns undefined where the trail was empty then
   * @throws where none of that service was ever verified
   */
  async of(service: string): Promise<Head | undefined> {
    const verified = (await readJson<Record<string, Verified>>(this.file))?.[service];
    if (!verified)
      throw new Error(`No trail of ${service} was verified before: verify the whole of it, without --since.`);
    return verified.head ?? undefined;
  }

  async remember(service: string, head: Head | null): Promise<void> {
    const verifiedAt = Temporal.Now.instant().toString({ smallestUnit: 'second' });
    const others = await readJson<Record<string, Verified>>(this.file);
    await writeWhole(this.file, { ...others, [service]: { verifiedAt, head } satisfies Verified });
  }
}
