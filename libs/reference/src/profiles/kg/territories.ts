import { parentOf, type Territory } from '../../territory.js';
import { text } from '../../text.js';

type Row = readonly [code: string, ky: string, ru: string, en: string];

/**
 * The dates start with the day of independence, before which this profile says nothing. The units are as they were
 * before the reform of the ayil aimaks and towns that began in 2024.
 */
const SINCE = '1991-08-31';

const COUNTRY_AND_FIRST_LEVEL: readonly Row[] = [
  ['KG', 'Кыргыз Республикасы', 'Кыргызская Республика', 'Kyrgyz Republic'],
  ['KG-B', 'Баткен облусу', 'Баткенская область', 'Batken Region'],
  ['KG-C', 'Чүй облусу', 'Чуйская область', 'Chuy Region'],
  ['KG-GB', 'Бишкек шаары', 'город Бишкек', 'Bishkek City'],
  ['KG-GO', 'Ош шаары', 'город Ош', 'Osh City'],
  ['KG-J', 'Жалал-Абад облусу', 'Джалал-Абадская область', 'Jalal-Abad Region'],
  ['KG-N', 'Нарын облусу', 'Нарынская область', 'Naryn Region'],
  ['KG-O', 'Ош облусу', 'Ошская область', 'Osh Region'],
  ['KG-T', 'Талас облусу', 'Таласская область', 'Talas Region'],
  ['KG-Y', 'Ысык-Көл облусу', 'Иссык-Кульская область', 'Issyk-Kul Region'],
];

/** The forty raions, the four districts of Bishkek, and the towns of regional standing. */
const SECOND_LEVEL: readonly Row[] = [
  ['KG-B-01', 'Баткен району', 'Баткенский район', 'Batken District'],
  ['KG-B-02', 'Кадамжай району', 'Кадамжайский район', 'Kadamjay District'],
  ['KG-B-03', 'Лейлек району', 'Лейлекский район', 'Leylek District'],
  ['KG-B-04', 'Баткен шаары', 'город Баткен', 'Batken Town'],
  ['KG-B-05', 'Кызыл-Кыя шаары', 'город Кызыл-Кия', 'Kyzyl-Kyya Town'],
  ['KG-B-06', 'Сүлүктү шаары', 'город Сулюкта', 'Sulukta Town'],
  ['KG-C-01', 'Аламүдүн району', 'Аламудунский район', 'Alamudun District'],
  ['KG-C-02', 'Жайыл району', 'Жайылский район', 'Jayyl District'],
  ['KG-C-03', 'Кемин району', 'Кеминский район', 'Kemin District'],
  ['KG-C-04', 'Москва району', 'Московский район', 'Moskva District'],
  ['KG-C-05', 'Панфилов району', 'Панфиловский район', 'Panfilov District'],
  ['KG-C-06', 'Сокулук району', 'Сокулукский район', 'Sokuluk District'],
  ['KG-C-07', 'Чүй району', 'Чуйский район', 'Chuy District'],
  ['KG-C-08', 'Ысык-Ата району', 'Ысык-Атинский район', 'Ysyk-Ata District'],
  ['KG-C-09', 'Токмок шаары', 'город Токмок', 'Tokmok Town'],
  ['KG-GB-01', 'Биринчи Май району', 'Первомайский район', 'Pervomay District'],
  ['KG-GB-02', 'Ленин району', 'Ленинский район', 'Lenin District'],
  ['KG-GB-03', 'Октябрь району', 'Октябрьский район', 'Oktyabr District'],
  ['KG-GB-04', 'Свердлов району', 'Свердловский район', 'Sverdlov District'],
  ['KG-J-01', 'Аксы району', 'Аксыйский район', 'Aksy District'],
  ['KG-J-02', 'Ала-Бука району', 'Ала-Букинский район', 'Ala-Buka District'],
  ['KG-J-03', 'Базар-Коргон району', 'Базар-Коргонский район', 'Bazar-Korgon District'],
  ['KG-J-04', 'Ноокен району', 'Ноокенский район', 'Nooken District'],
  ['KG-J-05', 'Сузак району', 'Сузакский район', 'Suzak District'],
  ['KG-J-06', 'Тогуз-Торо району', 'Тогуз-Тороуский район', 'Toguz-Toro District'],
  ['KG-J-07', 'Токтогул району', 'Токтогульский район', 'Toktogul District'],
  ['KG-J-08', 'Чаткал району', 'Чаткальский район', 'Chatkal District'],
  ['KG-J-09', 'Жалал-Абад шаары', 'город Джалал-Абад', 'Jalal-Abad Town'],
  ['KG-J-10', 'Кара-Көл шаары', 'город Кара-Куль', 'Kara-Kol Town'],
  ['KG-J-11', 'Майлуу-Суу шаары', 'город Майлуу-Суу', 'Mayluu-Suu Town'],
  ['KG-J-12', 'Таш-Көмүр шаары', 'город Таш-Кумыр', 'Tash-Komur Town'],
  ['KG-N-01', 'Ак-Талаа району', 'Ак-Талинский район', 'Ak-Talaa District'],
  ['KG-N-02', 'Ат-Башы району', 'Ат-Башинский район', 'At-Bashy District'],
  ['KG-N-03', 'Жумгал району', 'Жумгальский район', 'Jumgal District'],
  ['KG-N-04', 'Кочкор району', 'Кочкорский район', 'Kochkor District'],
  ['KG-N-05', 'Нарын району', 'Нарынский район', 'Naryn District'],
  ['KG-N-06', 'Нарын шаары', 'город Нарын', 'Naryn Town'],
  ['KG-O-01', 'Алай району', 'Алайский район', 'Alay District'],
  ['KG-O-02', 'Араван району', 'Араванский район', 'Aravan District'],
  ['KG-O-03', 'Кара-Кулжа району', 'Кара-Кульджинский район', 'Kara-Kulja District'],
  ['KG-O-04', 'Кара-Суу району', 'Кара-Сууский район', 'Kara-Suu District'],
  ['KG-O-05', 'Ноокат району', 'Ноокатский район', 'Nookat District'],
  ['KG-O-06', 'Өзгөн району', 'Узгенский район', 'Uzgen District'],
  ['KG-O-07', 'Чоң-Алай району', 'Чон-Алайский район', 'Chong-Alay District'],
  ['KG-T-01', 'Бакай-Ата району', 'Бакай-Атинский район', 'Bakay-Ata District'],
  ['KG-T-02', 'Кара-Буура району', 'Кара-Бууринский район', 'Kara-Buura District'],
  ['KG-T-03', 'Манас району', 'Манасский район', 'Manas District'],
  ['KG-T-04', 'Талас району', 'Таласский район', 'Talas District'],
  ['KG-T-05', 'Талас шаары', 'город Талас', 'Talas Town'],
  ['KG-Y-01', 'Ак-Суу району', 'Ак-Суйский район', 'Ak-Suu District'],
  ['KG-Y-02', 'Жети-Өгүз району', 'Джети-Огузский район', 'Jeti-Oguz District'],
  ['KG-Y-03', 'Тоң району', 'Тонский район', 'Tong District'],
  ['KG-Y-04', 'Түп району', 'Тюпский район', 'Tup District'],
  ['KG-Y-05', 'Ысык-Көл району', 'Иссык-Кульский район', 'Issyk-Kul District'],
  ['KG-Y-06', 'Балыкчы шаары', 'город Балыкчы', 'Balykchy Town'],
  ['KG-Y-07', 'Каракол шаары', 'город Каракол', 'Karakol Town'],
];

/** A few ayil aimaks, for demonstrations; the register of all of them is a later data file. */
const THIRD_LEVEL: readonly Row[] = [
  ['KG-C-01-01', 'Лебединовка айыл аймагы', 'Лебединовский айылный аймак', 'Lebedinovka Ayil Aimak'],
  ['KG-C-01-02', 'Маевка айыл аймагы', 'Маевский айылный аймак', 'Maevka Ayil Aimak'],
  ['KG-C-03-01', 'Кара-Булак айыл аймагы', 'Кара-Булакский айылный аймак', 'Kara-Bulak Ayil Aimak'],
  ['KG-C-03-02', 'Чым-Коргон айыл аймагы', 'Чым-Коргонский айылный аймак', 'Chym-Korgon Ayil Aimak'],
  ['KG-C-06-01', 'Новопавловка айыл аймагы', 'Новопавловский айылный аймак', 'Novopavlovka Ayil Aimak'],
];

const territory =
  (numbering: Territory['numbering']) =>
  ([code, ky, ru, en]: Row): Territory => ({
    code,
    parent: parentOf(code),
    numbering,
    name: text(ky, ru, en),
    validFrom: SINCE,
    validTo: null,
  });

/** Parents before children. */
export const territories: readonly Territory[] = [
  ...COUNTRY_AND_FIRST_LEVEL.map(territory('ISO 3166')),
  ...[...SECOND_LEVEL, ...THIRD_LEVEL].map(territory('project')),
];
