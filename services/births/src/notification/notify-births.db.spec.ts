import { tx } from '@kamkor/persistence';
import { birthsDeadlines } from '../deadlines.js';
import { lawOf } from '../law.js';
import { BirthsUnderTest, hospital } from '../testing/births.js';
import { NotifyBirths, type Outcome } from './notify-births.js';

const law = lawOf({ KAMKOR_PROFILE: 'KG' });
const useCase = new NotifyBirths(law, birthsDeadlines(law));

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

/** Notifies a batch in one transaction and gives the outcomes, and how many statements they took. */
async function notify(reports: Parameters<NotifyBirths['notify']>[0]): Promise<[Outcome[], number]> {
  const statements = (runner: { query: unknown }, seen: { count: number }) => {
    const query = runner.query as (...args: unknown[]) => unknown;
    runner.query = (...args: unknown[]) => {
      seen.count += 1;
      return query(...args);
    };
  };
  const seen = { count: 0 };
  const outcomes = await births.database.asPrincipal(
    hospital(),
    (current) => {
      statements(current.manager.queryRunner as { query: unknown }, seen);
      return useCase.notify(reports);
    },
    { clock: births.clock },
  );
  return [outcomes, seen.count];
}

describe('a batch of births', () => {
  it('answers each by itself: new, known, twice in the batch, and refused', async () => {
    const known = births.report();
    const [[first]] = await notify([known]);
    const fresh = births.report();
    const wrong = births.report({ weightGrams: 1 });
    const others = births.report({ facility: 'KG-GO-F01' });
    const [outcomes] = await notify([known, fresh, wrong, fresh, others]);
    expect(outcomes[0]).toEqual({ id: (first as { id: string }).id, known: true });
    expect(outcomes[1]).toMatchObject({ known: false });
    expect(outcomes[2]).toMatchObject({ refusal: { reason: 'WEIGHT_IMPOSSIBLE' } });
    expect(outcomes[3]).toEqual({ id: (outcomes[1] as { id: string }).id, known: true });
    expect(outcomes[4]).toMatchObject({ refusal: { reason: 'FACILITY_NOT_YOURS' } });
  });

  it('with a number that is used twice takes in the first, the same again, and refuses another child by its field', async () => {
    const first = births.report({ mother: { identity: 'PIN', pin: '12505199000017' } });
    const corrected = { ...first, weightGrams: 3_050 };
    const another = { ...first, mother: { identity: 'PIN' as const, pin: '12505199000025' } };
    const [outcomes] = await notify([first, corrected, another]);
    const { id } = outcomes[0] as { id: string };
    expect(outcomes[1]).toEqual({ id, known: true });
    expect(outcomes[2]).toMatchObject({
      refusal: { reason: 'RECORD_NUMBER_OF_ANOTHER_BIRTH', details: { field: 'facilityRecordNumber' } },
    });
    const [[again]] = await notify([another]);
    expect(again).toMatchObject({ refusal: { reason: 'RECORD_NUMBER_OF_ANOTHER_BIRTH' } });
    const told = await births.database.admin('SELECT 1 FROM outbox_event WHERE subject_id = $1', [id]);
    expect(told).toHaveLength(1);
  });

  it('of 500 takes as many statements as one of 1, and each birth has its watch, deadline, event and trail', async () => {
    const [, one] = await notify([births.report()]);
    const [outcomes, many] = await notify(Array.from({ length: 500 }, () => births.report()));
    expect(many).toBe(one);
    expect(one).toBeGreaterThan(4);
    const ids = outcomes.map((outcome) => (outcome as { id: string }).id);
    const [counted] = await births.database.admin(
      `SELECT count(DISTINCT w.id)::int AS watches, count(DISTINCT d.id)::int AS deadlines, count(DISTINCT e.id)::int AS told,
         count(DISTINCT t.subject_id)::int AS recorded
       FROM unnest($1::uuid[]) AS n(id) LEFT JOIN documentation_watch w ON w.notification_id = n.id
       LEFT JOIN deadline d ON d.subject_id = w.id LEFT JOIN outbox_event e ON e.subject_id = n.id
       LEFT JOIN trail_entry t ON t.subject_id = n.id`,
      [ids],
    );
    expect(counted).toEqual({ watches: 500, deadlines: 500, told: 500, recorded: 500 });
  });

  it('goes as a whole when its transaction fails', async () => {
    const report = births.report();
    const failing = births.database.asPrincipal(hospital(), async () => {
      await useCase.notify([report]);
      await tx().sql('SELECT 1 / 0');
    });
    await expect(failing).rejects.toThrow('division by zero');
    const [[outcome]] = await notify([report]);
    expect(outcome).toMatchObject({ known: false });
  });
});
