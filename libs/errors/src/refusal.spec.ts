import { ERROR_CODES, HTTP_STATUS } from './codes.js';
import { refusal } from './refusal.js';
import * as standard from './standard.js';

describe('a refusal', () => {
  const tooEarly = refusal('BAD_USER_INPUT', 'VISIT_BEFORE_BIRTH', {
    ky: 'Туулганга чейин ({born})',
    ru: 'До рождения ({born})',
    en: 'Before the birth ({born})',
  });

  it('carries code, reason, field and the text in each language', () => {
    const error = tooEarly({ field: 'visitedAt' }, { born: '2024-05-25' });
    expect(error).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'VISIT_BEFORE_BIRTH',
      details: { field: 'visitedAt' },
    });
    expect(error.in('ru')).toBe('До рождения (2024-05-25)');
    expect(error.in('ky')).toBe('Туулганга чейин (2024-05-25)');
    expect(error.message).toBe('Before the birth (2024-05-25)');
  });

  it('falls back to English where a language is missing, and leaves an unknown parameter visible', () => {
    expect(tooEarly().in('kk')).toBe('Before the birth ({born})');
  });

  it('has texts in all three languages for every standard case', () => {
    for (const make of Object.values(standard)) {
      const error = (make as typeof standard.notFound)();
      if (!('text' in error)) continue;
      expect(Object.keys(error.text).sort()).toEqual(['en', 'ky', 'ru']);
      expect(ERROR_CODES).toContain(error.code);
    }
    expect(HTTP_STATUS.IDEMPOTENCY_KEY_REUSED).toBe(422);
  });
});
