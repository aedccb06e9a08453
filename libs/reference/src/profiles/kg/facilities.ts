import type { Facility } from '../../facility.js';
import { text } from '../../text.js';

/** For demonstrations: the names are of a kind that exists, the codes are ours and the list is not official. */
export const facilities: readonly Facility[] = [
  {
    code: 'KG-C-01-F01',
    territory: 'KG-C-01',
    name: text('Аламүдүн төрөт үйү (демо)', 'Аламудунский родильный дом (демо)', 'Alamudun Maternity Hospital (demo)'),
  },
  {
    code: 'KG-C-03-F01',
    territory: 'KG-C-03',
    name: text('Кемин төрөт бөлүмү (демо)', 'Кеминское родильное отделение (демо)', 'Kemin Maternity Ward (demo)'),
  },
  {
    code: 'KG-C-06-F01',
    territory: 'KG-C-06',
    name: text(
      'Сокулук төрөт бөлүмү (демо)',
      'Сокулукское родильное отделение (демо)',
      'Sokuluk Maternity Ward (demo)',
    ),
  },
  {
    code: 'KG-GB-03-F01',
    territory: 'KG-GB-03',
    name: text('Бишкек төрөт үйү (демо)', 'Бишкекский родильный дом (демо)', 'Bishkek Maternity Hospital (demo)'),
  },
  {
    code: 'KG-GO-F01',
    territory: 'KG-GO',
    name: text('Ош төрөт үйү (демо)', 'Ошский родильный дом (демо)', 'Osh Maternity Hospital (demo)'),
  },
  {
    code: 'KG-N-06-F01',
    territory: 'KG-N-06',
    name: text('Нарын төрөт бөлүмү (демо)', 'Нарынское родильное отделение (демо)', 'Naryn Maternity Ward (demo)'),
  },
  {
    code: 'KG-O-02-F01',
    territory: 'KG-O-02',
    name: text('Араван төрөт бөлүмү (демо)', 'Араванское родильное отделение (демо)', 'Aravan Maternity Ward (demo)'),
  },
];
