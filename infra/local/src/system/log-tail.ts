import { readFileSync } from 'node:fs';

/** The last lines of a log, indented, for showing why something ended. */
export function tailOf(file: string, lines = 12): string {
  try {
    const text = readFileSync(file, 'utf8').trimEnd();
    return (text || '(nothing)')
      .split('\n')
      .slice(-lines)
      .map((line) => `  ${line}`)
      .join('\n');
  } catch {
    return '  (no log)';
  }
}
