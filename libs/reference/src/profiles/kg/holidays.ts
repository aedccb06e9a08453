import type { DatedHoliday, Holiday, StatutoryHoliday } from '../../holiday.js';
import { text } from '../../text.js';

const CODE_OF_2004 = 'Labour Code of the Kyrgyz Republic of 4 August 2004 No. 106, article 113';
const CODE_OF_2025 =
  'Labour Code of the Kyrgyz Republic of 2025 (as announced by the Ministry of Labour, 4 February 2025)';

const NAMES = {
  newYear: text('Жаңы жыл', 'Новый год', 'New Year'),
  christmas: text('Рождество', 'Рождество Христово', 'Orthodox Christmas'),
  defenders: text('Ата Мекенди коргоочулардын күнү', 'День защитника Отечества', 'Defender of the Fatherland Day'),
  women: text('Аялдардын эл аралык күнү', 'Международный женский день', "International Women's Day"),
  nooruz: text('Нооруз', 'Нооруз', 'Nooruz'),
  april: text('Элдик Апрель революциясы күнү', 'День народной Апрельской революции', "People's April Revolution Day"),
  labour: text('Эмгек майрамы', 'Праздник труда', 'Labour Day'),
  constitution: text('Конституция күнү', 'День Конституции', 'Constitution Day'),
  victory: text('Жеңиш күнү', 'День Победы', 'Victory Day'),
  mayDays: text('Май майрамдары', 'Майские праздники', 'May holidays'),
  independence: text('Эгемендүүлүк күнү', 'День независимости', 'Independence Day'),
  ancestors: text(
    'Тарых жана ата-бабаларды эскерүү күндөрү',
    'Дни истории и памяти предков',
    'Days of History and Commemoration of Ancestors',
  ),
  orozoAit: text('Орозо айт', 'Орозо айт', 'Orozo Ait'),
  kurmanAit: text('Курман айт', 'Курман айт', 'Kurman Ait'),
  longerNewYear: text('Жаңы жылдык эс алуу', 'Новогодние каникулы', 'New Year recess'),
};

type StatutoryRow = readonly [month: number, day: number, name: keyof typeof NAMES, days?: number];

const statutory = (
  rows: readonly StatutoryRow[],
  inForce: Pick<StatutoryHoliday, 'fromYear' | 'toYear' | 'act' | 'source'>,
): StatutoryHoliday[] =>
  rows.map(([month, day, name, days]) => ({ kind: 'STATUTORY', month, day, days, name: NAMES[name], ...inForce }));

/**
 * From 2025 the first seven days of the year and nine days of May are rest days, and four holidays are worked. What was
 * taken from an announcement and not from the text of an act is not marked as law until that text is cited here.
 */
const STATUTORY: readonly StatutoryHoliday[] = [
  ...statutory(
    [
      [1, 1, 'newYear'],
      [1, 7, 'christmas'],
      [2, 23, 'defenders'],
      [3, 8, 'women'],
      [3, 21, 'nooruz'],
      [4, 7, 'april'],
      [5, 1, 'labour'],
      [5, 5, 'constitution'],
      [5, 9, 'victory'],
      [8, 31, 'independence'],
      [11, 7, 'ancestors', 2],
    ],
    { toYear: 2024, act: CODE_OF_2004, source: 'law' },
  ),
  ...statutory(
    [
      [1, 1, 'newYear', 6],
      [1, 7, 'christmas'],
      [3, 8, 'women'],
      [3, 21, 'nooruz'],
      [5, 1, 'mayDays', 9],
      [8, 31, 'independence'],
    ],
    { fromYear: 2025, act: CODE_OF_2025, source: 'default, not law' },
  ),
];

/**
 * Only dates for which an announcement was found. Not found, and so not here: transferred days of 2024, Orozo Ait of 2024 and
 * 2025, Kurman Ait of 2026, everything moveable of 2027. That is why no year below is called published.
 */
const DATED: readonly DatedHoliday[] = [
  {
    kind: 'MOVEABLE',
    date: '2024-06-17',
    name: NAMES.kurmanAit,
    act: 'Day given by the Cabinet of Ministers, as reported in June 2024',
    source: 'default, not law',
  },
  {
    kind: 'MOVEABLE',
    date: '2025-06-06',
    name: NAMES.kurmanAit,
    act: 'Date named by the Spiritual Administration of Muslims, as reported on 28 May 2025',
    source: 'default, not law',
  },
  ...['2026-01-08', '2026-01-09'].map(
    (date): DatedHoliday => ({
      kind: 'REST_BY_DECREE',
      date,
      name: NAMES.longerNewYear,
      act: 'Resolution of the Cabinet of Ministers of December 2025, for state and municipal bodies, not made up for',
      source: 'default, not law',
    }),
  ),
  {
    kind: 'MOVEABLE',
    date: '2026-03-20',
    name: NAMES.orozoAit,
    act: 'Date named by the Spiritual Administration of Muslims, as reported on 10 March 2026',
    source: 'default, not law',
  },
];

export const holidays: readonly Holiday[] = [...STATUTORY, ...DATED];

/** Years whose moveable and transferred days are all above. */
export const publishedYears: readonly number[] = [];
