import { aPrincipal } from '@kamkor/testing';
import { NO_CERTIFICATE_REASONS } from '../rules/outreach/visit.js';
import { BirthsUnderTest } from '../testing/births.js';
import { type Life, tell } from './testing/population.js';
import { recount } from './testing/recount.js';

const CHILDREN = 90;
const PLACES = ['KG', 'KG-C', 'KG-C-01', 'KG-C-03', 'KG-O-02', 'KG-GB-03', 'KG-GO'];
const FIRST = Temporal.PlainDate.from('2024-01-10');
const DAYS = 150;

let seed = 20_240_525;
const below = (limit: number): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % limit;
};
const pick = <One>(of: readonly One[]): One => of[below(of.length)] as One;

function aLife(): Life {
  const born = FIRST.add({ days: below(DAYS) });
  const later = (days: number) => born.add({ days }).toString();
  const appliedAfter = 1 + below(110);
  const documentedAfter = appliedAfter + below(20);
  return {
    born: born.toString(),
    territory: pick(PLACES),
    ...(below(3) > 0 ? { applied: later(appliedAfter) } : {}),
    ...(below(2) > 0 ? { documented: later(documentedAfter) } : {}),
    visits: Array.from({ length: below(3) }, () => ({
      on: later(62 + below(50)),
      reasons: [pick(NO_CERTIFICATE_REASONS)],
    })),
  };
}

const lives = Array.from({ length: CHILDREN }, aLife);
let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-11-01T06:00:00Z');
  await tell(births, lives);
}, 120_000);
afterAll(() => births?.close());

const OVERDUE = 'children visited documentedVisited documentedUnvisited stillOpen medianDaysToCertificate';
const QUERY = `query ($territory: String!, $period: ReportPeriodInput!) { documentationReport(period: $period, territory: $territory) {
  figures { notified appliedInTime termEnded documented medianDaysToCertificate openingStock { ${OVERDUE} }
    newlyOverdue { ${OVERDUE} } } } }`;

it.each(
  ['KG', 'KG-C', 'KG-C-03', 'KG-GO'].flatMap((territory) =>
    [
      { from: '2024-05-25', to: '2024-07-22' },
      { from: '2024-01-01', to: '2024-12-31' },
      { from: '2024-06-10', to: '2024-06-10' },
    ].map((period) => ({ territory, period })),
  ),
)('$territory is the same counted one by one, $period.from to $period.to', async ({ territory, period }) => {
  const auditor = aPrincipal({ roles: ['auditor'], territory: 'KG' });
  const { documentationReport } = await births.ask(auditor, QUERY, { territory, period });
  expect(documentationReport.figures).toEqual(recount(lives, territory, period));
});
