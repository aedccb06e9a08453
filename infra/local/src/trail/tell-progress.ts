import type { Progress } from '@kamkor/trail';

const EVERY_MS = 2_000;

/** Says now and then how far it is, how fast, and about how long it will take. */
export function tellProgress(name: string, say: (line: string) => void, now = () => performance.now()) {
  const began = now();
  let said = began;
  return ({ entries, part }: Progress): void => {
    if (now() - said < EVERY_MS) return;
    said = now();
    const seconds = (said - began) / 1_000;
    const left = part > 0 ? `, about ${duration((seconds / part) * (1 - part))} left` : '';
    say(
      `${name}: ${entries} entries, ${Math.floor(part * 100)} % of the blocks, ${Math.round(entries / seconds)} entries/s${left}`,
    );
  };
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
