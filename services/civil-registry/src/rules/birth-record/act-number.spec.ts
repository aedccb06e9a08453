import { actNumber, certificateNumber } from './act-number.js';

it('names year, territory and place in the register', () => {
  expect(actNumber(2024, 'KG-C-03', 17)).toBe('2024-KG-C-03-000017');
  expect(actNumber(2024, 'KG', 1_234_567)).toBe('2024-KG-1234567');
});

it('does not read the same for different territories', () => {
  expect(actNumber(2024, 'KG-C-03', 1)).not.toBe(actNumber(2024, 'KG-C', 3_000_001));
});

it.each([0, -1, 1.5, Number.NaN])('refuses %s as a sequence', (sequence) => {
  expect(() => actNumber(2024, 'KG', sequence)).toThrow(RangeError);
});

it('pads a certificate number to the width of the form', () => {
  expect(certificateNumber(42)).toBe('0000042');
});
