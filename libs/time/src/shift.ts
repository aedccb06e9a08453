const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The text does not say how to move a clock. What does: `+61d`, `+2w`, `+3h`, `+30m`, or several: `+60d23h`. Never back. */
export class ShiftRefused extends Error {}

/** Milliseconds by which a simulated clock is to move: `+61d` is 61 times 24 hours. Throws {@link ShiftRefused}. */
export function parseShift(text: string): number {
  const parts = text.trim();
  if (!/^\+(\d{1,5}[mhdw])+$/.test(parts)) {
    throw new ShiftRefused(`"${text}" does not move a clock: say +61d, +2w, +3h, +30m or +60d23h; it never goes back`);
  }
  return [...parts.matchAll(/(\d+)([mhdw])/g)].reduce((sum, [, n, unit]) => sum + Number(n) * UNITS[unit!]!, 0);
}
