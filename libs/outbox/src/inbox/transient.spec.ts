import { isTransient } from './transient.js';

const databaseError = (code: string) =>
  Object.assign(new Error('x'), { driverError: Object.assign(new Error('x'), { code }) });

describe('a failure that says nothing about the event', () => {
  it.each(['08006', '40001', '40P01', '53300', '55P03', '57P01', '57014'])('is SQLSTATE %s', (code) => {
    expect(isTransient(databaseError(code))).toBe(true);
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('is %s', (code) => {
    expect(isTransient(Object.assign(new Error('x'), { code }))).toBe(true);
  });

  it('is a connection that ended', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it.each(['23505', '23514', '22P02', '42703', '25P02'])('is not SQLSTATE %s', (code) => {
    expect(isTransient(databaseError(code))).toBe(false);
  });

  it('is not an error of our own', () => {
    expect(isTransient(new TypeError('x'))).toBe(false);
  });
});
