import { defineRegulation, RegulationMisdefined, RegulationNotInForce, type RegulationVersion } from './regulation.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const version = (over: Partial<RegulationVersion>): RegulationVersion => ({
  from: '2024-05-01',
  value: 60,
  act: 'An act',
  article: '1',
  source: 'law',
  ...over,
});

const term = defineRegulation({
  code: 'post.parcel-term',
  unit: 'days',
  versions: [
    version({ from: '2026-01-01', value: 30, article: '2' }),
    version({ from: '2020-01-01', to: '2020-12-31', value: 90, source: 'default, not law', note: 'never published' }),
    version({}),
  ],
});

describe('a regulation', () => {
  it.each([
    ['2020-01-01', 90],
    ['2020-12-31', 90],
    ['2024-05-01', 60],
    ['2025-12-31', 60],
    ['2026-01-01', 30],
    ['2099-01-01', 30],
  ])('on %s is %i days', (on, value) => {
    expect(term.on(date(on))).toMatchObject({ code: 'post.parcel-term', unit: 'days', value });
  });

  it('says where its value stands', () => {
    expect(term.on(date('2020-06-01'))).toEqual({
      code: 'post.parcel-term',
      unit: 'days',
      value: 90,
      validFrom: '2020-01-01',
      validTo: '2020-12-31',
      act: 'An act',
      article: '1',
      source: 'default, not law',
      note: 'never published',
    });
    expect(term.on(date('2025-01-01'))).toMatchObject({ validTo: '2025-12-31', note: null });
  });

  it.each(['2019-12-31', '2022-02-02'])('has no value on %s and says when it has one', (on) => {
    expect(() => term.on(date(on))).toThrow(RegulationNotInForce);
    expect(() => term.on(date(on))).toThrow(
      `post.parcel-term has no value on ${on}; it has one from 2020-01-01 to 2020-12-31, from 2024-05-01 to 2025-12-31`,
    );
  });

  it.each<[string, RegulationVersion[], string]>([
    [
      'overlap',
      [version({ to: '2026-01-01' }), version({ from: '2026-01-01' })],
      'from 2024-05-01 and 2026-01-01 overlap',
    ],
    ['begin together', [version({}), version({})], 'overlap'],
    ['end before they begin', [version({ to: '2024-04-30' })], 'ends before it begins'],
    ['have a date that does not exist', [version({ from: '2024-02-30' })], '"2024-02-30" is not a date'],
    ['have a part of a number', [version({ value: 1.5 })], 'is not a whole number'],
    ['name no article', [version({ article: ' ' })], 'names no act and article'],
  ])('is refused when its versions %s', (_what, versions, message) => {
    const define = () => defineRegulation({ code: 'a.b', unit: 'days', versions: versions as [RegulationVersion] });
    expect(define).toThrow(RegulationMisdefined);
    expect(define).toThrow(message);
  });
});
