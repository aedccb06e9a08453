import { waitForValue, waitUntil } from './wait-until.js';

describe('waiting for something', () => {
  it('gives what was seen', async () => {
    let looks = 0;
    expect(await waitUntil('the third look', () => ++looks >= 3 && looks)).toBe(3);
  });

  it('says what it waited for and what it saw last', async () => {
    const short = { withinMs: 30, everyMs: 5 };
    await expect(waitUntil('rain', () => null, short)).rejects.toThrow('not within 0.03 s: rain. Seen last: null');
    const failing = () => {
      throw new Error('no sky');
    };
    await expect(waitUntil('rain', failing, short)).rejects.toThrow('Seen last: "no sky"');
    await expect(waitForValue('three drops', () => 2, 3, short)).rejects.toThrow('it was 2, not 3');
  });
});
