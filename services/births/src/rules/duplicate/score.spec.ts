import type { ComparedBirth } from './compared-birth.js';
import { duplicateKeys } from './keys.js';
import { DUPLICATE_POINTS, duplicateScore, SHOWN_FROM } from './score.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const PIN = '12505199000001';
const ANOTHER_PIN = '12505199000002';

function aBirth({ on = '2024-05-06', ...said }: Partial<Omit<ComparedBirth, 'birthDate'>> & { on?: string } = {}) {
  return {
    notificationId: 'a',
    recordKeeper: 'F:KG-C-03-F01',
    bornAt: Temporal.Instant.from(`${on}T04:00:00Z`),
    birthDate: day(on),
    sex: 'FEMALE',
    live: true,
    weightGrams: null,
    deliveryId: null,
    plurality: null,
    birthOrder: null,
    motherPin: null,
    motherFamilyName: null,
    motherGivenName: null,
    motherBirthDate: null,
    fatherPin: null,
    ...said,
  } satisfies ComparedBirth;
}

const ASANOVA = { motherFamilyName: 'Асанова', motherGivenName: 'Айгүл' };
const LATIN = { motherFamilyName: 'Asanova', motherGivenName: 'Aygul' };
const SWAPPED = { motherFamilyName: 'Айгүл', motherGivenName: 'Асанова' };
const elsewhere = { notificationId: 'b', recordKeeper: 'F:KG-GB-03-F01' } as const;
const twin = (birthOrder: number) => ({ motherPin: PIN, plurality: 2, birthOrder });

const score = (one: ComparedBirth, other: ComparedBirth) => duplicateScore(one, other, 270);
const haveKeyInCommon = (one: ComparedBirth, other: ComparedBirth) => {
  const { own } = duplicateKeys(one);
  const { own: stored, near } = duplicateKeys(other);
  return [...stored, ...near].some((key) => own.includes(key));
};

describe('what has to be looked at', () => {
  it.each<[string, ComparedBirth, ComparedBirth, string]>([
    [
      'the same child from two facilities',
      aBirth({ motherPin: PIN }),
      aBirth({ motherPin: PIN, ...elsewhere }),
      'SAME_BIRTH_DATE',
    ],
    [
      'the same child from two facilities, once by names only',
      aBirth({ motherPin: PIN, ...ASANOVA }),
      aBirth({ ...ASANOVA, ...elsewhere }),
      'SAME_NAMES',
    ],
    [
      'one mother by PIN within 270 days',
      aBirth({ motherPin: PIN }),
      aBirth({ motherPin: PIN, on: '2025-01-31' }),
      'WITHIN_INTERVAL',
    ],
    [
      'one mother by PIN within 270 days, another sex',
      aBirth({ motherPin: PIN }),
      aBirth({ motherPin: PIN, on: '2024-08-01', sex: 'MALE' }),
      'SEX_DIFFERS',
    ],
    ['Latin and Cyrillic', aBirth(ASANOVA), aBirth({ ...LATIN, ...elsewhere }), 'NAMES_IN_ANOTHER_SCRIPT'],
    ['names swapped', aBirth(ASANOVA), aBirth({ ...SWAPPED, ...elsewhere }), 'NAMES_SWAPPED'],
    [
      'day and month of the birth exchanged',
      aBirth(ASANOVA),
      aBirth({ ...ASANOVA, on: '2024-06-05' }),
      'BIRTH_DATE_TRANSPOSED',
    ],
    [
      'names swapped in another script, day and month exchanged',
      aBirth(ASANOVA),
      aBirth({ motherFamilyName: 'Aigul', motherGivenName: 'ASANOVA', on: '2024-06-05', ...elsewhere }),
      'BIRTH_DATE_TRANSPOSED',
    ],
    [
      'day and month of the mother’s birth exchanged',
      aBirth({ ...ASANOVA, motherBirthDate: day('1990-03-07') }),
      aBirth({ ...ASANOVA, motherBirthDate: day('1990-07-03'), on: '2024-05-20' }),
      'MOTHER_BIRTH_DATE_TRANSPOSED',
    ],
    ['around midnight', aBirth(ASANOVA), aBirth({ ...ASANOVA, on: '2024-05-07', ...elsewhere }), 'NEXT_DAY'],
    [
      'one digit of the PIN wrong',
      aBirth({ motherPin: PIN, ...ASANOVA, motherBirthDate: day('1990-05-25') }),
      aBirth({ motherPin: ANOTHER_PIN, ...ASANOVA, motherBirthDate: day('1990-05-25') }),
      'MOTHER_PIN_DIFFERS',
    ],
    ['the same one of twins', aBirth(twin(1)), aBirth({ ...twin(1), ...elsewhere }), 'SAME_BIRTH_DATE'],
    [
      'the same one of one delivery under two record numbers',
      aBirth({ motherPin: PIN, deliveryId: 'D7', birthOrder: 1 }),
      aBirth({ motherPin: PIN, deliveryId: 'D7', birthOrder: 1 }),
      'SAME_DELIVERY_AND_ORDER',
    ],
    ['twins of whom nobody said so', aBirth({ motherPin: PIN }), aBirth({ motherPin: PIN }), 'SAME_MOTHER_PIN'],
  ])('%s', (_what, one, other, reason) => {
    expect(score(one, other)?.reasons).toContain(reason);
    expect(score(one, other)?.score).toBeGreaterThanOrEqual(SHOWN_FROM);
    expect(score(other, one)).toEqual(score(one, other));
    expect(haveKeyInCommon(one, other)).toBe(true);
    expect(haveKeyInCommon(other, one)).toBe(true);
  });
});

describe('what nobody has to look at', () => {
  it.each<[string, ComparedBirth, ComparedBirth]>([
    ['twins', aBirth(twin(1)), aBirth(twin(2))],
    ['twins, one born after midnight', aBirth(twin(1)), aBirth({ ...twin(2), on: '2024-05-07' })],
    ['twins, one notified by where it was taken to', aBirth(twin(1)), aBirth({ ...twin(2), ...elsewhere })],
    ['triplets', aBirth({ ...twin(2), plurality: 3 }), aBirth({ ...twin(3), plurality: 3, sex: 'MALE' })],
    [
      'children of one delivery, by its number',
      aBirth({ motherPin: PIN, deliveryId: 'D7', birthOrder: 1 }),
      aBirth({ motherPin: PIN, deliveryId: 'D7', birthOrder: 2 }),
    ],
    [
      'sisters years apart',
      aBirth({ motherPin: PIN, ...ASANOVA }),
      aBirth({ motherPin: PIN, ...ASANOVA, on: '2022-05-06' }),
    ],
    ['the day after the interval', aBirth({ motherPin: PIN }), aBirth({ motherPin: PIN, on: '2025-02-01' })],
    [
      'mothers of one name who were born in different years',
      aBirth({ ...ASANOVA, motherBirthDate: day('1990-03-07') }),
      aBirth({ ...ASANOVA, motherBirthDate: day('1995-03-07') }),
    ],
    [
      'mothers of one name with other PINs',
      aBirth({ motherPin: PIN, ...ASANOVA }),
      aBirth({ motherPin: ANOTHER_PIN, ...ASANOVA }),
    ],
    ['mothers of one name, weeks apart', aBirth(ASANOVA), aBirth({ ...ASANOVA, on: '2024-05-20' })],
    ['mothers of one name, a girl and a boy', aBirth(ASANOVA), aBirth({ ...ASANOVA, sex: 'MALE' })],
    ['unknown mothers on one day', aBirth(), aBirth(elsewhere)],
  ])('%s', (_what, one, other) => {
    expect(score(one, other)).toBeNull();
    expect(score(other, one)).toBeNull();
  });
});

it('the same delivery number of another facility says nothing', () => {
  const one = aBirth({ motherPin: PIN, deliveryId: 'D7', birthOrder: 1 });
  expect(score(one, aBirth({ ...one, ...elsewhere, birthOrder: 2 }))?.reasons).not.toContain('SAME_DELIVERY_AND_ORDER');
});

it('never passes a hundred', () => {
  const all = {
    motherPin: PIN,
    fatherPin: ANOTHER_PIN,
    ...ASANOVA,
    motherBirthDate: day('1990-05-25'),
    weightGrams: 3_200,
  };
  expect(score(aBirth(all), aBirth(all))?.score).toBe(100);
  expect(Object.values(DUPLICATE_POINTS).every((points) => Math.abs(points) < 100)).toBe(true);
});
