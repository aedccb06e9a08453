import { formatPin, kgPin, maskPin, parsePin } from './kg-pin.js';
import { maskAllBut } from './scheme.js';

const date = (text: string) => Temporal.PlainDate.from(text);

describe('the Kyrgyz PIN', () => {
  it.each([
    ['12505199001234', 1, '1990-05-25'],
    ['2 25052026 01234', 2, '2026-05-25'],
    ['2-2902-2024-01234', 2, '2024-02-29'],
    ['\u00a00 01012001\u200900001 ', 0, '2001-01-01'],
    ['１２５０５１９９００１２３４', 1, '1990-05-25'],
  ])('is read from "%s"', (text, sexDigit, embedded) => {
    const parsed = parsePin(text);
    expect(parsed).toMatchObject({ ok: true, sexDigit, warnings: [] });
    expect(parsed.ok && parsed.embeddedDate?.toString()).toBe(embedded);
    expect(parsed.ok && parsed.pin).toMatch(/^\d{14}$/);
  });

  it.each([
    ['', 'EMPTY'],
    ['   ', 'EMPTY'],
    ['1250519900123', 'WRONG_LENGTH'],
    ['125051990012345', 'WRONG_LENGTH'],
    ['32505199001234', 'WRONG_FIRST_DIGIT'],
    ['1250519900123O', 'NOT_DIGITS'],
    ['+2505199001234', 'NOT_DIGITS'],
  ])('is not "%s": %s', (text, reason) => {
    expect(parsePin(text)).toEqual({ ok: false, reason });
    expect(kgPin.parse(text)).toEqual({ ok: false, reason });
  });

  it('warns of a date that does not exist and is still the number of a person', () => {
    expect(parsePin('13002199001234')).toMatchObject({
      ok: true,
      embeddedDate: null,
      warnings: ['EMBEDDED_DATE_DOES_NOT_EXIST'],
    });
  });

  it('warns where the person is known otherwise, and never refuses', () => {
    const known = { birthDate: date('1990-05-26'), sex: 'MALE' } as const;
    expect(parsePin('12505199001234', known)).toMatchObject({
      ok: true,
      warnings: ['BIRTH_DATE_DIFFERS', 'SEX_DIFFERS'],
    });
    expect(parsePin('02505199001234', { sex: 'MALE' })).toMatchObject({ warnings: [] });
    expect(parsePin('12505199001234', { sex: 'UNDETERMINED', birthDate: null })).toMatchObject({ warnings: [] });
  });

  it('is a scheme of a country profile', () => {
    expect(kgPin.parse('2 25051990 01234')).toMatchObject({ ok: true, value: '22505199001234', sex: 'MALE' });
  });

  it('is shown in groups, or with its last four digits only', () => {
    expect(formatPin('22505199001234')).toBe('2 25051990 01234');
    expect(maskPin('22505199001234')).toBe('••••••••••1234');
    expect(maskAllBut(4, '12345')).toBe('••••5');
    expect(maskAllBut(4, '')).toBe('');
  });
});
