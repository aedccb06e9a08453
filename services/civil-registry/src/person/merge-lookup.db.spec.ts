import { tx } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import { clock, Registry } from '../testing/registry.js';
import { mergeNotifiedPersons } from './merge-notified-persons.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
}, 60_000);
afterAll(() => registry.close());

const SCANS = `SELECT sum(seq_scan)::int AS scans FROM pg_stat_xact_user_tables
  WHERE relname IN ('person', 'birth_record')`;
const scans = async () => (await tx().sql<{ scans: number }>(SCANS))[0]?.scans ?? 0;

const scansOfMerging = (notificationIds: string[]) =>
  registry.database.asPrincipal(
    workerPrincipal('civil-registry'),
    async () => {
      const before = await scans();
      await mergeNotifiedPersons(notificationIds);
      return (await scans()) - before;
    },
    { role: 'worker', clock, operation: 'event:BirthNotified' },
  );

it('whether a birth is another one’s duplicate is looked up, also where nobody has counted the tables', async () => {
  const [one, other] = (await registry.notify({}, {})) as [string, string];
  expect(await scansOfMerging([one])).toBe(0);
  await registry.database.admin('INSERT INTO person_merge VALUES ($1, $2, now())', [one, other]);
  expect(await scansOfMerging([one, other])).toBe(0);
  const [{ merged }] = (await registry.database.admin(
    'SELECT count(*)::int AS merged FROM person WHERE merged_into IS NOT NULL',
  )) as [{ merged: number }];
  expect(merged).toBe(1);
});
