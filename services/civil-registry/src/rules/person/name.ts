/** Letters of any script, with spaces, hyphens and apostrophes between them. */
const NAME = /^\p{L}[\p{L}\p{M}]*(?:[ .'’ʼ-]+\p{L}[\p{L}\p{M}]*)*\.?$/u;
const LONGEST = 120;

/** Whether a tidied name can be entered in a register. */
export const isName = (name: string): boolean => name.length <= LONGEST && NAME.test(name);
