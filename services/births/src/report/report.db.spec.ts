import { tx } from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, guardianship } from '../testing/births.js';
import { type Life, tell } from './testing/population.js';

let births: BirthsUnderTest;

// The period of the pilot: terms that end in it belong to births from 25 March to 22 May.
const PILOT = { from: '2024-05-25', to: '2024-07-22' };
const LIVES: readonly Life[] = [
  // In time: on the last of the sixty days, with a certificate before and after the end of the period.
  { born: '2024-04-10', territory: 'KG-C-03', applied: '2024-06-09', documented: '2024-06-10' },
  { born: '2024-05-01', territory: 'KG-C-01', applied: '2024-05-24', documented: '2024-07-24' },
  // The certificate alone is known: it proves an application in time.
  { born: '2024-05-20', territory: 'KG-O-02', documented: '2024-06-01' },
  // Newly overdue: on the first day and the last, one documented without a visit, two after visits, one too late.
  {
    born: '2024-03-25',
    territory: 'KG-C-03',
    visits: [{ on: '2024-06-01', reasons: ['TOO_FAR', 'DID_NOT_KNOW'], siblingBorn: '2021-05-05' }],
  },
  { born: '2024-05-22', territory: 'KG-C-03' },
  { born: '2024-04-01', territory: 'KG-C-03', applied: '2024-06-02', documented: '2024-06-20' },
  {
    born: '2024-04-02',
    territory: 'KG-C-01',
    applied: '2024-06-20',
    documented: '2024-07-22',
    visits: [
      { on: '2024-06-05', reasons: ['NO_DOCUMENTS'] },
      { on: '2024-06-19', reasons: ['NO_DOCUMENTS', 'TOO_FAR'] },
    ],
  },
  { born: '2024-04-03', territory: 'KG', documented: '2024-07-23', visits: [{ on: '2024-07-23', reasons: ['AWAY'] }] },
  // The opening stock: overdue the day before, visited before only and documented, and one that was done with before.
  { born: '2024-03-24', territory: 'KG-C-01' },
  {
    born: '2024-02-01',
    territory: 'KG-O-02',
    documented: '2024-05-25',
    visits: [{ on: '2024-05-01', reasons: ['OTHER'] }],
  },
  { born: '2024-01-01', territory: 'KG-O-02', documented: '2024-05-24' },
  // Apart from their parents.
  { born: '2024-04-05', territory: 'KG-C-03', careStatus: 'RELINQUISHED' },
  {
    born: '2024-04-06',
    territory: 'KG-C-03',
    careStatus: 'IN_CARE',
    documented: '2024-06-16',
    visits: [{ on: '2024-06-10', reasons: ['OTHER'] }],
  },
  // The term runs beyond the period.
  { born: '2024-05-26', territory: 'KG-C-03' },
];

beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-08-20T06:00:00Z');
  await tell(births, LIVES);
}, 120_000);
afterAll(() => births?.close());

const OVERDUE = `children visited documentedVisited documentedUnvisited stillOpen visitedShare documentedShare
  medianDaysToCertificate`;
const FIGURES = `notified appliedInTime termEnded overdueShare documented medianDaysToCertificate
  openingStock { ${OVERDUE} } newlyOverdue { ${OVERDUE} } siblings { found documented stillOpen }`;
const ASKED = `($territory: String!, $period: ReportPeriodInput!) { documentationReport(period: $period, territory: $territory)`;
const REPORT = `query ${ASKED} { counted countedAt from to territory { id } figures { ${FIGURES}
  byReason { reason children documented } byObstacle { obstacle children documented } }
  parts { territory { id } figures { ${FIGURES} } } } }`;
const APART = `query ${ASKED} { apartFromParents { ${FIGURES} } parts { territory { id } apartFromParents { notified } } } }`;

const supervisor = (territory = 'KG') => aPrincipal({ roles: ['social-supervisor'], territory });
const auditor = aPrincipal({ roles: ['auditor'], territory: 'KG' });
const report = async (who: Principal, territory: string, period = PILOT, query = REPORT) =>
  (await births.ask(who, query, { territory, period })).documentationReport;

const none = {
  children: 0,
  visited: 0,
  documentedVisited: 0,
  documentedUnvisited: 0,
  stillOpen: 0,
  visitedShare: null,
  documentedShare: null,
  medianDaysToCertificate: null,
};

it('counts the country as it was lived, whenever it was learnt', async () => {
  const { figures, counted, countedAt, ...rest } = await report(supervisor(), 'KG');
  expect([counted, countedAt, rest.from, rest.to]).toEqual(['WHOLE', '2024-08-20T06:00:00Z', PILOT.from, PILOT.to]);
  expect(figures).toMatchObject({
    notified: 1,
    appliedInTime: 2,
    termEnded: 8,
    overdueShare: 0.625,
    documented: 5,
    medianDaysToCertificate: 80,
    openingStock: {
      children: 2,
      visited: 0,
      documentedVisited: 1,
      documentedUnvisited: 0,
      stillOpen: 1,
      visitedShare: 0,
      documentedShare: 0.5,
      medianDaysToCertificate: 114,
    },
    newlyOverdue: {
      children: 5,
      visited: 2,
      documentedVisited: 1,
      documentedUnvisited: 1,
      stillOpen: 3,
      visitedShare: 0.4,
      documentedShare: 0.4,
      medianDaysToCertificate: 95.5,
    },
  });
  // The sibling was born three years before: it is in no other figure.
  expect(figures.siblings).toEqual({ found: 1, documented: 0, stillOpen: 1 });
  const given = figures.byReason.filter(({ children }: { children: number }) => children > 0);
  expect(given).toEqual([
    { reason: 'DID_NOT_KNOW', children: 1, documented: 0 },
    { reason: 'NO_DOCUMENTS', children: 1, documented: 1 },
    { reason: 'TOO_FAR', children: 2, documented: 1 },
    { reason: 'OTHER', children: 1, documented: 1 },
  ]);
  expect(figures.byObstacle).toContainEqual({ obstacle: 'HARD_LIFE_SITUATION', children: 3, documented: 2 });
});

it('counts each territory below, those with nobody too, and the same when it is asked for itself', async () => {
  const { parts } = await report(supervisor(), 'KG');
  expect(parts.map(({ territory }: { territory: { id: string } }) => territory.id)).toEqual(
    ['B', 'C', 'GB', 'GO', 'J', 'N', 'O', 'T', 'Y'].map((code) => `KG-${code}`),
  );
  const ofChuy = parts.find(({ territory }: { territory: { id: string } }) => territory.id === 'KG-C').figures;
  expect(ofChuy).toMatchObject({
    notified: 1,
    appliedInTime: 1,
    termEnded: 6,
    overdueShare: 0.6667,
    documented: 3,
    medianDaysToCertificate: 80,
    openingStock: { ...none, children: 1, stillOpen: 1, visitedShare: 0, documentedShare: 0 },
    newlyOverdue: { children: 4, visited: 2, documentedVisited: 1, documentedUnvisited: 1, stillOpen: 2 },
  });
  expect(parts[0].figures).toMatchObject({ notified: 0, termEnded: 0, overdueShare: null, newlyOverdue: none });
  const chuy = await report(supervisor('KG-C'), 'KG-C');
  expect(chuy.figures).toMatchObject(ofChuy);
  expect(chuy.parts).toHaveLength(9);
  const kemin = await report(supervisor('KG-C'), 'KG-C-03');
  expect(kemin).toMatchObject({ counted: 'WHOLE', figures: { newlyOverdue: { children: 3 } } });
});

it('of a wider territory counts the part that is the caller’s, and says so; of another it gives null', async () => {
  const seen = await report(supervisor('KG-C'), 'KG');
  expect(seen).toMatchObject({ counted: 'PART', figures: { newlyOverdue: { children: 4 } } });
  expect(seen.parts).toHaveLength(1);
  for (const territory of ['KG-O', 'KG-O-02', 'KG-XX', 'KZ', '', 'KG-C%']) {
    expect(await report(supervisor('KG-C'), territory)).toBeNull();
  }
  expect(await report(supervisor(), 'KG-XX')).toBeNull();
});

it('children apart from their parents are counted for guardianship and auditors, and for nobody else', async () => {
  for (const who of [guardianship('KG'), auditor]) {
    const { apartFromParents, parts } = await report(who, 'KG', PILOT, APART);
    expect(apartFromParents).toMatchObject({
      notified: 0,
      termEnded: 2,
      overdueShare: 1,
      documented: 1,
      newlyOverdue: { children: 2, visited: 1, documentedVisited: 1, stillOpen: 1, medianDaysToCertificate: 71 },
    });
    expect(parts[1]).toEqual({ territory: { id: 'KG-C' }, apartFromParents: { notified: 0 } });
    expect((await report(who, 'KG')).figures.newlyOverdue.children).toBe(5);
  }
  for (const role of ['social-supervisor', 'registrar'] as const) {
    const who = aPrincipal({ roles: [role], territory: 'KG' });
    const variables = { territory: 'KG', period: PILOT };
    expect(await births.refusal(who, APART, variables)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await report(who, 'KG')).figures.termEnded).toBe(8);
  }
});

it.each<[string, Principal, number]>([
  ['a social worker', aPrincipal({ roles: ['social-worker'], territory: 'KG' }), 0],
  ['a hospital', aPrincipal({ roles: ['hospital'], territory: 'KG' }), 0],
  ['an auditor without a territory', aPrincipal({ roles: ['auditor'] }), 0],
  ['a supervisor of the children with their parents', supervisor(), 1],
  ['guardianship', guardianship('KG'), 2],
  ['guardianship of a district where there are none apart', guardianship('KG-O-02'), 1],
])('with SQL of its own %s counts no more than by the graph', async (_who, principal, kinds) => {
  const counted = await births.database.asPrincipal(principal, () =>
    tx().sql(`SELECT DISTINCT responsible FROM count_documentation('KG', '2024-01-01', '2024-12-31',
      '2024-01-01', '2025-01-01', '2024-08-20', 'Asia/Bishkek')`),
  );
  expect(counted).toHaveLength(kinds);
});

it('a period that ends before it begins is refused by its field, and one that lies ahead counts nobody', async () => {
  const reversed = { territory: 'KG', period: { from: '2024-07-22', to: '2024-07-21' } };
  expect(await births.refusal(supervisor(), REPORT, reversed)).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'PERIOD_REVERSED',
    field: 'period.to',
  });
  const ahead = await report(supervisor(), 'KG', { from: '2030-01-01', to: '2030-12-31' });
  // Whose certificate is still open stays on the books: D, E, I, and N since its own term has ended.
  expect(ahead.figures).toMatchObject({ notified: 0, termEnded: 0, openingStock: { children: 4, stillOpen: 4 } });
});

it('an aggregate names nobody, so it leaves no entry in the trail', async () => {
  const entries = () => births.database.admin(`SELECT 1 FROM trail_entry WHERE operation LIKE '%documentationReport'`);
  await report(auditor, 'KG');
  expect(await entries()).toEqual([]);
});
