import { describeError, describeErrorShortly } from './describe-error.js';
import { refusal } from './refusal.js';

const databaseError = () =>
  Object.assign(new Error('duplicate key value violates unique constraint: Key (pin)=(20105199012345)'), {
    severity: 'ERROR',
    code: '23505',
    constraint: 'uq_person_pin',
    detail: 'Key (pin)=(20105199012345) already exists.',
  });

describe('the description of an error', () => {
  it('names a database error by its code and constraint and quotes nothing of the row', () => {
    const failed = Object.assign(new Error('duplicate key … (20105199012345)'), {
      name: 'QueryFailedError',
      query: 'INSERT …',
      parameters: ['20105199012345', 'Aida'],
      driverError: databaseError(),
    });
    for (const error of [failed, databaseError()]) {
      const text = JSON.stringify(describeError(error));
      expect(text).toContain('23505');
      expect(text).toContain('uq_person_pin');
      expect(text).not.toMatch(/20105199012345|Aida|Key \(pin\)/);
    }
    expect(describeErrorShortly(failed)).toBe('QueryFailedError 23505 uq_person_pin');
  });

  it('leaves out what a JSON error quotes', () => {
    const parse = () => JSON.parse('{"name": Aida}');
    try {
      parse();
    } catch (error) {
      expect(JSON.stringify(describeError(error))).not.toContain('Aida');
    }
  });

  it('keeps other messages without long runs of digits, and the frames of the stack only', () => {
    const described = describeError(new RangeError('no child for 20105199012345 in 3 rows'));
    expect(described.message).toBe('no child for … in 3 rows');
    expect(described.stack).toMatch(/^\s+at /);
    expect(described.stack).not.toContain('no child');
  });

  it('names a refusal by its code and reason', () => {
    const texts = { ky: '{name}', ru: '{name}', en: '{name}' };
    const refused = refusal('CONFLICT', 'TWINS_MIXED_UP', texts)({}, { name: 'Aida' });
    expect(describeErrorShortly(refused)).toBe('Refusal CONFLICT TWINS_MIXED_UP');
  });

  it('says only the type of what is no error', () => {
    expect(describeError('Aida')).toEqual({ class: 'string' });
  });
});
