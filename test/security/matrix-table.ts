/** Who may use what: roles by coordinate (`Query.person`, `Person`, `Person.documentation`), by service. */
export type Matrix = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const YES = 'yes';
const NO = '·';

/** The matrix as a table for reviewers: one section a service, one row a coordinate, one column a role. */
export function printMatrix(matrix: Matrix, roles: readonly string[]): string {
  const sections = Object.keys(matrix)
    .sort()
    .map((service) => printSection(service, matrix[service]!, roles));
  return `${INTRODUCTION}\n${sections.join('\n\n')}\n`;
}

/** What is decided for one service, as a section of the matrix. */
export const printSection = (service: string, decisions: Matrix[string], roles: readonly string[]): string =>
  `## ${service}\n\n${table(decisions, roles)}`;

const INTRODUCTION = `# Who may do what

Every operation, entity type and field with a policy of its own, against every role that somebody outside can hold. A new
one without a row here, or a policy that says something else, fails the security tests, which call all of them as all
roles. What is printed by \`node test/security/print-matrix.mjs\` after a build is what the code says now; its difference to
this file is a decision for a reviewer.

Rows beneath a role's permission are decided by row-level security: ${YES} means "may ask", not "sees all".
`;

function table(decisions: Readonly<Record<string, readonly string[]>>, roles: readonly string[]): string {
  const rows = Object.keys(decisions)
    .sort()
    .map((coordinate) => [
      `\`${coordinate}\``,
      ...roles.map((role) => (decisions[coordinate]!.includes(role) ? YES : NO)),
    ]);
  const head = ['', ...roles];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length), 3));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Reads what {@link printMatrix} printed. Throws where a cell holds no decision. */
export function readMatrix(text: string): { matrix: Matrix; roles: readonly string[] } {
  const matrix: Record<string, Record<string, string[]>> = {};
  let section: Record<string, string[]> = {};
  let roles: string[] = [];
  for (const line of text.split('\n')) {
    const service = /^## (\S+)$/.exec(line)?.[1];
    if (service) section = matrix[service] = {};
    const cells = line.startsWith('|')
      ? line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim())
      : [];
    const coordinate = /^`(.+)`$/.exec(cells[0] ?? '')?.[1];
    if (coordinate) section[coordinate] = roles.filter((role, i) => decision(cells[i + 1], coordinate, role));
    else if (cells.length > 1 && !/^-+$/.test(cells[0]!)) roles = cells.slice(1);
  }
  return { matrix, roles };
}

function decision(cell: string | undefined, coordinate: string, role: string): boolean {
  if (cell === YES) return true;
  if (cell === NO) return false;
  throw new Error(`no decision for ${coordinate} and ${role}: ${YES} or ${NO}, not "${cell ?? ''}"`);
}
