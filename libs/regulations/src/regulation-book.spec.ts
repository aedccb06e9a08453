import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OverridesRefused, parseOverrides } from './overrides.js';
import { defineRegulation } from './regulation.js';
import { RegulationBook } from './regulation-book.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const ours = { from: '2020-01-01', act: 'ours', article: '1', source: 'default, not law' } as const;
const theirs = { from: '2021-01-01', value: 45, act: 'Law No. 5', article: '12', source: 'law' } as const;

const term = defineRegulation({ code: 'post.parcel-term', unit: 'days', versions: [{ ...ours, value: 60 }] });
const fee = defineRegulation({ code: 'post.fee', unit: 'minor-units', versions: [{ ...ours, value: 400_000 }] });

describe('the book of regulations', () => {
  const book = new RegulationBook([term, fee], {
    'post.parcel-term': { versions: [theirs] },
    'other.term': { versions: [theirs] },
  });

  it('gives the value of the deployment, with its act, and never ours beneath it', () => {
    expect(book.of(term).on(date('2022-01-01'))).toMatchObject({ value: 45, act: 'Law No. 5', unit: 'days' });
    expect(() => book.of(term).on(date('2020-06-01'))).toThrow('has no value on 2020-06-01');
    expect(book.on('post.fee', date('2022-01-01')).value).toBe(400_000);
  });

  it('lists everything by code and says what the deployment gave', () => {
    expect(book.list().map(({ code, value, overridden }) => [code, value, overridden])).toEqual([
      ['post.fee', 400_000, false],
      ['post.parcel-term', 45, true],
    ]);
  });

  it('knows only what was put in, once', () => {
    expect(() => book.on('other.term', date('2022-01-01'))).toThrow('no regulation other.term in this book');
    expect(() => new RegulationBook([term, term])).toThrow('post.parcel-term: defined twice');
  });
});

describe('a file of overrides', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'regulations-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const open = (content: string) => {
    const overridesFile = join(folder, 'overrides.json');
    writeFileSync(overridesFile, content);
    return () => RegulationBook.open([term, fee], { overridesFile });
  };

  it('is read when the process starts', () => {
    const read = open(JSON.stringify({ 'post.parcel-term': { versions: [theirs] } }));
    expect(read().on('post.parcel-term', date('2024-01-01')).article).toBe('12');
    expect(RegulationBook.open([term]).on('post.parcel-term', date('2024-01-01')).value).toBe(60);
  });

  it.each([
    ['no article', { ...theirs, article: undefined }, 'post.parcel-term.versions.0.article: '],
    ['no source', { ...theirs, source: 'hearsay' }, 'post.parcel-term.versions.0.source: '],
    ['a unit of its own', { ...theirs, unit: 'hours' }, 'post.parcel-term.versions.0: Unrecognized key: "unit"'],
    ['a date that does not exist', { ...theirs, from: '2021-02-30' }, 'post.parcel-term.versions.0.from: '],
  ])('is refused with %s, naming regulation and field', (_what, version, message) => {
    const read = open(JSON.stringify({ 'post.parcel-term': { versions: [version] } }));
    expect(read).toThrow(OverridesRefused);
    expect(read).toThrow(message);
  });

  it('is refused when it overlaps itself, is no JSON, or is not there', () => {
    expect(open(JSON.stringify({ 'post.fee': { versions: [theirs, theirs] } }))).toThrow(
      'regulation post.fee: the versions',
    );
    expect(open('{')).toThrow(OverridesRefused);
    expect(() => RegulationBook.open([term], { overridesFile: join(folder, 'none.json') })).toThrow('ENOENT');
    expect(() => parseOverrides([], 'x.json')).toThrow('x.json: (whole): ');
  });
});
