import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Real milliseconds; 20 s by default. */
  readonly withinMs?: number;
  /** Pause between two looks; 25 ms by default. */
  readonly everyMs?: number;
}

type Nothing = false | null | undefined | '' | 0;

/**
 * Looks again and again until something truthy is seen, and gives that. A look that throws counts as not yet. When the
 * time is over it throws, saying what was waited for, what was seen last and how the last look failed.
 */
export async function waitUntil<Seen>(
  what: string,
  look: () => Seen | Promise<Seen>,
  { withinMs = 20_000, everyMs = 25 }: Patience = {},
): Promise<Exclude<Seen, Nothing>> {
  const until = performance.now() + withinMs;
  let last: unknown;
  do {
    try {
      last = undefined;
      const seen = await look();
      if (seen) return seen as Exclude<Seen, Nothing>;
      last = seen;
    } catch (error) {
      last = error instanceof Error ? error.message : error;
    }
    await sleep(everyMs);
  } while (performance.now() < until);
  throw new Error(`not within ${withinMs / 1_000} s: ${what}. Seen last: ${JSON.stringify(last) ?? String(last)}`);
}

/** As {@link waitUntil}, for a value that is compared: the message shows both. */
export async function waitForValue<Value>(
  what: string,
  look: () => Value | Promise<Value>,
  wanted: Value,
  patience: Patience = {},
): Promise<void> {
  let last: Value | undefined;
  const same = async () => JSON.stringify((last = await look())) === JSON.stringify(wanted);
  await waitUntil(what, same, patience).catch((error: Error) => {
    throw new Error(`${error.message}; it was ${JSON.stringify(last)}, not ${JSON.stringify(wanted)}`);
  });
}
