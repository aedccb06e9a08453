const SHOWN_LINES = 20;

/** The first place where two texts differ, as lines with `-` (committed) and `+` (now), of limited length. */
export function firstDifference(committed: string, now: string): string {
  const before = committed.split('\n');
  const after = now.split('\n');
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  const removed = before.slice(start, before.length - tail).map((line) => `- ${line}`);
  const added = after.slice(start, after.length - tail).map((line) => `+ ${line}`);
  const lines = [...removed.slice(0, SHOWN_LINES), ...added.slice(0, SHOWN_LINES)];
  const hidden = removed.length + added.length - lines.length;
  return [`@@ line ${start + 1} @@`, ...lines, ...(hidden > 0 ? [`  … ${hidden} lines more`] : [])].join('\n');
}
