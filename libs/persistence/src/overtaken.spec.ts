import { isOvertaken } from './overtaken.js';

describe('a transaction that another one overtook', () => {
  it.each(['40001', '40P01'])('is SQLSTATE %s, however deep it lies', (code) => {
    expect(isOvertaken({ code })).toBe(true);
    expect(isOvertaken(new Error('x', { cause: Object.assign(new Error('y'), { driverError: { code } }) }))).toBe(true);
  });

  it.each([undefined, null, 'text', new Error('x'), { code: '23505' }, { code: '40002' }])('is not %p', (error) => {
    expect(isOvertaken(error)).toBe(false);
  });
});
