import { isSystemic } from './systemic.js';

const failed = (code: string) => Object.assign(new Error('failed'), { driverError: { code } });

describe('a failure that is no fault of a deadline', () => {
  it.each(['08006', '53100', '57P01', '58030', '40P01'])('is SQLSTATE %s', (code) => {
    expect(isSystemic(failed(code))).toBe(true);
  });

  it.each(['23505', '23514', '22P02', '42P01', '57014'])('is not SQLSTATE %s, which is bisected', (code) => {
    expect(isSystemic(failed(code))).toBe(false);
  });

  it('is also found as the cause of what was thrown', () => {
    expect(isSystemic(Object.assign(new Error('no trail'), { cause: failed('53100') }))).toBe(true);
    expect(isSystemic(new Error('a reaction of ours'))).toBe(false);
    expect(isSystemic('text')).toBe(false);
  });
});
