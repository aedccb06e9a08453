// Transforms TypeScript as @swc/jest does, and turns a spec into a function that a group of specs calls inside a describe.
import swcJest from '@swc/jest';
import { GROUPED } from '../../infra/toolchain/groups.mjs';

const SPEC = /\.spec\.ts$/;
/** What stands before the first statement that is no import: comments, imports, blank lines. */
const IMPORTS = /^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|import\s(?:[^'"]*\sfrom\s)?['"][^'"]+['"];?)*/;

/** The spec as a module that exports `suite`; lines keep their numbers. */
export function asSuite(source) {
  const head = IMPORTS.exec(source)[0];
  return `${head}export function suite() {${source.slice(head.length)}\n}\n`;
}

const createTransformer = (options) => {
  const swc = swcJest.createTransformer(options);
  const read = (source, file) => (SPEC.test(file) && !file.includes(GROUPED) ? asSuite(source) : source);
  return {
    ...swc,
    process: (source, file, jest) => swc.process(read(source, file), file, jest),
    processAsync: (source, file, jest) => swc.processAsync(read(source, file), file, jest),
    getCacheKey: (source, file, jest) => `grouped-${swc.getCacheKey(source, file, jest)}`,
  };
};

export default { createTransformer };
