/** How long a producer waits for the queue before it goes on without it; the sweep finds the work anyway. */
export const PATIENCE_MS = 3_000;

/** Rejects when `work` has not answered in time; its later failure is swallowed, for nobody waits for it any more. */
export async function within<Result>(work: () => Promise<Result>, what: string, ms = PATIENCE_MS): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not answer within ${ms} ms`)), ms);
  });
  const running = work();
  running.catch(() => undefined);
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
