import { plainText, readText } from './plain-text.js';

describe('plain text', () => {
  it('can always be stored', () => {
    expect(plainText(' a\u0000b\n\tc \ud800')).toBe('a b c \ufffd');
    expect(plainText('й')).toBe('й');
  });

  it('of no or too much length is refused', () => {
    expect(readText(' abc ', 'x', 3)).toBe('abc');
    for (const text of ['', ' \u0000', 'abcd']) {
      expect(() => readText(text, 'x', 3)).toThrow(expect.objectContaining({ reason: 'TEXT_LENGTH' }));
    }
  });
});
