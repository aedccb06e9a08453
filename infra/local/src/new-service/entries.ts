import type { Names } from './names.js';

/** How a file that all services share gets its entry for one of them. */
type Entry = (text: string, names: Names) => string;

/** By path, what lists services by hand: their events, who is told what, and the codes of their enumerations. */
export const ENTRIES: Readonly<Record<string, Entry>> = {
  'libs/events/src/registry.ts': (text, { name, camel }) =>
    after(
      after(text, /\nexport const EVENT_KINDS = \{/, ` ...${camel}Events,`),
      /^(?:import .*\n)+/,
      `import * as ${camel}Events from './${name}.js';\n`,
    ),
  'libs/events/src/subscriptions.ts': (text, { name }) =>
    after(text, /\nexport const SUBSCRIPTIONS: Subscriptions = \{/, `\n  '${name}': { Child: 'every type' },`),
  'libs/reference/src/code-list.ts': (text, { camel }) => before(text, /\n\] as const;/, `\n  '${camel}CaseState',`),
  'libs/reference/src/profiles/kg/code-lists/index.ts': (text, { name, camel }) =>
    after(
      after(text, /\nexport const codeLists: CodeLists = \{/, `\n  ...${camel}Lists,`),
      /^(?:import .*\n)+/,
      `import { ${camel}Lists } from './${name}.js';\n`,
    ),
};

/** Puts the section of a service among those of the others, in the order of their names. */
export function withSection(matrix: string, name: string, section: string): string {
  const headings = [...matrix.matchAll(/^## (\S+)$/gm)];
  const next = headings.find(([, other]) => other! > name);
  if (!next) return `${matrix.trimEnd()}\n\n${section.trim()}\n`;
  return `${matrix.slice(0, next.index)}${section.trim()}\n\n${matrix.slice(next.index)}`;
}

function after(text: string, place: RegExp, entry: string): string {
  const found = foundIn(text, place);
  const at = found.index + found[0].length;
  return `${text.slice(0, at)}${entry}${text.slice(at)}`;
}

function before(text: string, place: RegExp, entry: string): string {
  const { index } = foundIn(text, place);
  return `${text.slice(0, index)}${entry}${text.slice(index)}`;
}

function foundIn(text: string, place: RegExp): RegExpExecArray {
  const found = place.exec(text);
  if (!found) throw new Error(`the place for an entry is not found: ${place.source.replaceAll('\\', '')}`);
  return found;
}
