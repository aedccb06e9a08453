import { verifyOptions } from './verify-options.js';

const HASH = 'ab'.repeat(32);
const head = { number: 12, hash: HASH };

describe('what verification of the trail is asked for', () => {
  it('is all services on two connections unless it is said otherwise', () => {
    expect(verifyOptions(['verify'])).toEqual({ connections: 2 });
    expect(verifyOptions(['verify', 'births', '--connections', '8'])).toEqual({ service: 'births', connections: 8 });
  });

  it('is what followed a head, or the last head of each', () => {
    expect(verifyOptions(['verify', '--since', 'last'])).toEqual({ connections: 2, since: 'last' });
    expect(verifyOptions(['verify', 'births', '--since', `12:${HASH}`, '--head', `12:${HASH}`])).toEqual({
      service: 'births',
      connections: 2,
      since: head,
      noted: head,
    });
  });

  it.each([
    [[]],
    [['seal']],
    [['verify', 'births', 'civil-registry']],
    [['verify', '--connections', '0']],
    [['verify', '--connections', '100']],
    [['verify', '--since', `12:${HASH}`]],
    [['verify', '--head', `12:${HASH}`]],
    [['verify', 'births', '--since', '12']],
    [['verify', 'births', '--since', `12:${HASH.slice(1)}`]],
    [['verify', 'births', '--head', 'last']],
  ])('makes no sense as %j', (args) => {
    expect(verifyOptions(args)).toBeUndefined();
  });

  it('is no option that nobody knows', () => {
    expect(() => verifyOptions(['verify', '--from', 'last'])).toThrow("Unknown option '--from'");
  });
});
