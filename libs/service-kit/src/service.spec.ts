import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import { defineRegulation } from '@kamkor/regulations';
import { DEADLINES, defineService, LAW } from './index.js';
import { lawBy } from './law.js';

const TERM = defineRegulation({
  code: 'tea.brewing-term',
  unit: 'days',
  versions: [{ from: '2024-01-01', value: 3, act: 'Tea Act', article: '1', source: 'law' }],
});
const DAY = Temporal.PlainDate.from('2024-06-03');

class Brew {}
class TeaResolver {}

const tea = defineService({
  name: 'tea',
  law: lawBy([TERM]),
  entities: [],
  useCases: [Brew],
  resolvers: [TeaResolver],
  deadlines: (law): { readonly brewing: DeadlineKind } => ({
    brewing: deadlineKind({
      kind: `BREWED_IN_${law.book.of(TERM).on(DAY).value}`,
      binds: 'STATE',
      regulation: TERM.code,
      lapse: async () => undefined,
    }),
  }),
  handlers: ({ deadlines }) => ({
    PersonMerged: async () => {
      throw new Error(deadlines.brewing.kind);
    },
  }),
  migrations: [],
  data: [],
});

describe('a service that is opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kamkor-service-kit-'));
  const file = join(folder, 'regulations.json');
  const versions = [{ from: '2024-01-01', value: 5, act: 'Tea Act', article: '1', source: 'law' }];
  writeFileSync(file, JSON.stringify({ [TERM.code]: { versions } }));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['as it stands here', { KAMKOR_PROFILE: 'KG' }, 'BREWED_IN_3'],
    ['with the values of the deployment', { KAMKOR_PROFILE: 'KG', KAMKOR_REGULATIONS: file }, 'BREWED_IN_5'],
  ])('decides by the law %s, in its deadlines, its graph and its events', async (_how, config, kind) => {
    const { kinds, providers, handlers, law, deadlines, ownWork } = tea.open(config);
    expect(kinds.map((one) => one.kind)).toEqual([kind]);
    expect(providers).toEqual([
      { provide: LAW, useValue: law },
      { provide: DEADLINES, useValue: deadlines },
      Brew,
      TeaResolver,
    ]);
    await expect(handlers.PersonMerged?.([])).rejects.toThrow(kind);
    expect(ownWork({} as never)).toEqual([]);
  });
});
