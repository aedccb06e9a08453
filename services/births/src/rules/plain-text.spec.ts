import { readOptionalText, readText } from './plain-text.js';

describe('plain text', () => {
  it('of no or too much length is refused', () => {
    expect(readText(' abc ', 'x', 3)).toBe('abc');
    for (const text of ['', ' \u0000', '\u200b', 'abcd']) {
      expect(() => readText(text, 'x', 3)).toThrow(expect.objectContaining({ reason: 'TEXT_LENGTH' }));
    }
  });

  it('that need not be said is null where nothing can be seen', () => {
    for (const text of [null, undefined, '', ' ', '\u200b\ufeff']) expect(readOptionalText(text, 'x', 3)).toBeNull();
    expect(readOptionalText(' a ', 'x', 3)).toBe('a');
    expect(() => readOptionalText('abcd', 'x', 3)).toThrow(expect.objectContaining({ details: { field: 'x' } }));
  });
});
