import { at } from './calendar.js';
import type { Random } from './random.js';

const FAMILIES = 'Асан Токтосун Мамыт Бек Жумабек Садык Эргеш Осмон Абды Кадыр'.split(' ');
const GIVEN = 'Айгүл Нурай Бегимай Жылдыз Мээрим Чынара Динара Салтанат Перизат Гүлнара Айжан Назгүл'.split(' ');
const LESS = 'бек тур жан али кул нур бай мир сан тай кан дин'.split(' ');

/** Of another name each, for namesakes of one age would rightly be taken for one mother. */
const familyName = (number: number): string => {
  const of = (words: readonly string[], from: number) => words[Math.floor(number / from) % words.length];
  return `${of(FAMILIES, LESS.length ** 2)}${of(LESS, LESS.length)}${of(LESS, 1)}ова`;
};

/** Where mothers of the pilot live. */
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
  /** A grown-up mother whose name is known, as of children who are notified twice. */
  readonly identified?: boolean;
  /** Where the mother may live. */
  readonly places?: readonly string[];
}

const pinOf = (birthDate: Temporal.PlainDate, number: number): string => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `1${two(birthDate.day)}${two(birthDate.month)}${birthDate.year}${String(number % 100_000).padStart(5, '0')}`;
};

/** A birth as its hospital tells of it; some know a PIN, most a name, a few nothing of the mother. */
export function birthReport(random: Random, said: Said) {
  const { number, born, careStatus = 'WITH_PARENTS', live = true, identified = false, places = PLACES } = said;
  const facility = random.pick(FACILITIES);
  const known = random.chance(0.97) || identified || places !== PLACES;
  const territory = known ? random.pick(places) : facility.replace('-F01', '');
  const year = random.chance(0.02) && !identified ? 2_009 : random.between(1_980, 2_005);
  const birthDate = Temporal.PlainDate.from({ year, month: random.between(1, 12), day: random.between(1, 28) });
  const named = {
    familyName: familyName(number),
    givenName: `${random.pick(GIVEN)}${random.pick(LESS)}`,
    birthDate: birthDate.toString(),
  };
  const mother = !known
    ? { identity: 'UNKNOWN' }
    : random.chance(0.3)
      ? { identity: 'PIN', pin: pinOf(birthDate, number), ...named }
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

export type ToldBirth = ReturnType<typeof birthReport>;

/** What another facility writes of the mother: the same, her names exchanged, or in Latin letters. */
function written(random: Random, mother: ToldBirth['report']['mother']): ToldBirth['report']['mother'] {
  if (!('familyName' in mother)) return mother;
  const { familyName, givenName } = mother;
  const exchanged = { familyName: givenName, givenName: familyName };
  return { ...mother, ...random.pick([{}, exchanged, { familyName: latin(familyName), givenName: latin(givenName) }]) };
}

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  'а:a б:b в:v г:g д:d е:e ж:j з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ү:u ы:y ч:ch ш:sh э:e ю:iu я:ia'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
const latin = (name: string): string =>
  [...name.toLowerCase()]
    .map((letter) => LATIN[letter] ?? letter)
    .join('')
    .replace(/^./, (first) => first.toUpperCase());

/** The same birth as the other facility tells of it, where mother and child were taken afterwards. */
export function secondReport(
  random: Random,
  { report, territory }: ToldBirth,
  number: number,
  places: readonly string[],
) {
  const facility = FACILITIES.find((one) => one !== report.facility) as string;
  const elsewhere = random.chance(0.3) ? random.pick(places) : territory;
  const mother = written(random, report.mother);
  const facilityRecordNumber = `2024/${number}`;
  return {
    ...{ number: facilityRecordNumber, facility, territory: elsewhere },
    report: { ...report, facility, facilityRecordNumber, mother, motherTerritory: elsewhere },
  };
}

/** A second child of one delivery, of which neither report says that it was one. */
export function twinReport(random: Random, { report, territory }: ToldBirth, number: number) {
  const facilityRecordNumber = `2024/${number}`;
  const later = Temporal.Instant.from(report.bornAt).add({ minutes: random.between(5, 40) });
  return {
    ...{ number: facilityRecordNumber, facility: report.facility, territory },
    report: {
      ...{ ...report, facilityRecordNumber, bornAt: later.toString(), sex: random.pick(['FEMALE', 'MALE']) },
      weightGrams: random.between(1_900, 3_200),
    },
  };
}
