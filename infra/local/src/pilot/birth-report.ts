import { at } from './calendar.js';
import type { Random } from './random.js';

const FAMILIES = 'Асанова Токтосунова Мамытова Бекова Жумабекова Садыкова Эргешова Осмонова Абдиева Кадырова'.split(
  ' ',
);
const GIVEN = 'Айгүл Нурай Бегимай Жылдыз Мээрим Чынара Динара Салтанат Перизат Гүлнара Айжан Назгүл'.split(' ');
const LESS = 'бек тур жан али кул нур бай мир сан тай кан дин'.split(' ');

/** The places where mothers of the pilot live; the last of them only as "somewhere in the province". */
export const PLACES = [
  ...['KG-B-01', 'KG-B-03', 'KG-C-01', 'KG-C-03', 'KG-C-06', 'KG-GB-01', 'KG-GB-03', 'KG-GO', 'KG-J-01', 'KG-J-05'],
  ...['KG-N-03', 'KG-N-06', 'KG-O-02', 'KG-O-02', 'KG-T-03', 'KG-Y-01'],
] as const;

/** Facilities whose machines the local provider knows. */
const FACILITIES = ['KG-C-03-F01', 'KG-O-02-F01'] as const;

interface Said {
  readonly number: number;
  readonly born: Temporal.PlainDate;
  readonly careStatus?: string;
  readonly live?: boolean;
}

/** A birth as its hospital tells of it; some know a PIN, most a name, a few nothing of the mother. */
export function birthReport(random: Random, { number, born, careStatus = 'WITH_PARENTS', live = true }: Said) {
  const facility = random.pick(FACILITIES);
  const known = random.chance(0.97);
  const territory = known ? random.pick(PLACES) : facility.replace('-F01', '');
  const year = random.chance(0.02) ? 2_009 : random.between(1_980, 2_005);
  const birthDate = Temporal.PlainDate.from({ year, month: random.between(1, 12), day: random.between(1, 28) });
  const two = (value: number) => String(value).padStart(2, '0');
  const pin = `1${two(birthDate.day)}${two(birthDate.month)}${year}${String(number % 100_000).padStart(5, '0')}`;
  const named = {
    familyName: random.pick(FAMILIES).replace('ова', `${random.pick(LESS)}ова`),
    givenName: `${random.pick(GIVEN)}${random.pick(LESS)}`,
    birthDate: birthDate.toString(),
  };
  const mother = !known
    ? { identity: 'UNKNOWN' }
    : random.chance(0.3)
      ? { identity: 'PIN', pin, ...named }
      : { identity: 'NAMED', ...named };
  const report = {
    facility,
    facilityRecordNumber: `2024/${number}`,
    bornAt: at(born, random.between(0, 12), random.between(0, 59)).toString(),
    sex: random.pick(['FEMALE', 'MALE']),
    ...(random.chance(0.9) ? { weightGrams: random.between(2_200, 4_600) } : {}),
    ...{ live, mother, careStatus },
    ...(known ? { motherTerritory: territory } : {}),
  };
  return { number: report.facilityRecordNumber, facility, territory, report };
}
