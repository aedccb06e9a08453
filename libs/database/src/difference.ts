const LINES_SHOWN = 60;

/** What one text of a database says and another does not, thing by thing; empty where both say the same. */
export function difference(before: string, after: string): string {
  const [was, is] = [blocksOf(before), blocksOf(after)];
  const lines = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((name) => {
    const [gone, come] = [was.get(name) ?? [], is.get(name) ?? []];
    const changed = [
      ...onlyIn(gone, come).map((line) => `  - ${line}`),
      ...onlyIn(come, gone).map((line) => `  + ${line}`),
    ];
    if (changed.length === 0 && gone.join('\n') === come.join('\n')) return [];
    return [name, ...(changed.length > 0 ? changed : ['  the same lines in another order'])];
  });
  return lines.length > LINES_SHOWN
    ? [...lines.slice(0, LINES_SHOWN), `… and ${lines.length - LINES_SHOWN} more lines`].join('\n')
    : lines.join('\n');
}

/** The lines of each thing by its name, which stands in a comment above it. */
function blocksOf(text: string): Map<string, string[]> {
  const blocks = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const name = /^-- (\S+)$/.exec(line)?.[1];
    if (name) blocks.set(name, (lines = []));
    else if (line !== '') lines.push(line);
  }
  return blocks;
}

function onlyIn(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
