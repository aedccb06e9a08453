import { lawOf } from '../../law.js';
import { checkRate, quotaOf, releasedOn } from './quota.js';

const { book } = lawOf({ KAMKOR_PROFILE: 'KG' });
const day = Temporal.PlainDate.from('2024-05-27');

it('each worker is given what the regulation says, or what the territory has set instead', () => {
  expect(quotaOf({ workers: 3, childrenPerWorker: null }, day, book)).toBe(2);
  expect(releasedOn({ workers: 3, childrenPerWorker: null }, day, book)).toBe(6);
  expect(releasedOn({ workers: 3, childrenPerWorker: 5 }, day, book)).toBe(15);
});

it.each([
  [{ workers: 0, childrenPerWorker: null }, 'WORKERS_OUT_OF_RANGE'],
  [{ workers: 1_001, childrenPerWorker: null }, 'WORKERS_OUT_OF_RANGE'],
  [{ workers: 1, childrenPerWorker: 0 }, 'QUOTA_OUT_OF_RANGE'],
  [{ workers: 1, childrenPerWorker: 11 }, 'QUOTA_OUT_OF_RANGE'],
])('%o is refused: %s', (rate, reason) => {
  expect(() => checkRate(rate, day, book)).toThrow(expect.objectContaining({ reason }));
});

it('the smallest and the greatest are accepted', () => {
  for (const rate of [
    { workers: 1, childrenPerWorker: 1 },
    { workers: 1_000, childrenPerWorker: 10 },
  ]) {
    expect(() => checkRate(rate, day, book)).not.toThrow();
  }
});
