import { aPrincipal } from '@kamkor/testing';
import { CARE_STATUSES } from '../rules/care-status.js';
import { BirthsUnderTest, guardianship, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
}, 60_000);
afterAll(() => births.close());

const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' });

const standing = async (notificationId: string) =>
  (
    await births.database.admin<{
      care: string;
      watch: string;
      responsible: string;
      task: string;
      deadlines: string[];
    }>(
      `SELECT n.care_status AS care, w.care_status AS watch, w.responsible, t.responsible AS task,
         (SELECT array_agg(DISTINCT d.owner) FROM deadline d WHERE d.state = 'PENDING' AND d.subject_id IN (w.id, t.id)) AS deadlines
       FROM birth_notification n JOIN documentation_watch w ON w.notification_id = n.id
       JOIN outreach_task t ON t.watch_id = w.id WHERE n.id = $1`,
      [notificationId],
    )
  )[0];

describe.each(CARE_STATUSES)('a child that is %s', (from) => {
  it.each(CARE_STATUSES)(
    'is said to be %s, and watch, task and deadlines are of the body that sees to it',
    async (to) => {
      const sees = from === 'WITH_PARENTS' ? socialWorker() : guardianship();
      for (const who of [hospital(), registrar, sees]) {
        const { notificationId } = await births.notify({ careStatus: from });
        await births.sweep();
        const refused = await births.refusal(who, CARE, { input: { notificationId, version: 1, careStatus: to } });
        const returns = to === 'WITH_PARENTS' && !who.roles.includes('guardianship');
        const done = from !== to && !returns;
        if (from === to) expect(refused).toMatchObject({ reason: 'CARE_STATUS_UNCHANGED', field: 'input.careStatus' });
        else if (returns) expect(refused).toMatchObject({ code: 'FORBIDDEN', reason: 'ONLY_GUARDIANSHIP_RETURNS' });
        else expect(refused).toBeUndefined();
        const care = done ? to : from;
        const body = care === 'WITH_PARENTS' ? 'SOCIAL_UNIT' : 'GUARDIANSHIP';
        expect(await standing(notificationId)).toEqual({
          care,
          watch: care,
          responsible: body,
          task: body,
          deadlines: [body],
        });
      }
    },
  );
});
