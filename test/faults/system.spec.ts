import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { waitForValue, waitUntil } from '@kamkor/testing';
import { caller, type TestSystem, testSystem } from '../system/index.js';
import { births, notifyAll, notifyOnce, recordedOf, recordedOnce } from './many-notifications.js';

import.meta.jest.setTimeout(120_000);

const COMMANDS = join(import.meta.dirname, '../../infra/local/dist/src');

let system: TestSystem;
beforeAll(async () => {
  system = await testSystem();
}, 120_000);
afterAll(() => system?.dispose());

/** A command of the local system, as `npm run <name> -- …` runs it. Gives what it printed and how it ended. */
async function command(name: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, KAMKOR_STATE: system.running.state.folder };
  const run = promisify(execFile)(process.execPath, [join(COMMANDS, `${name}.js`), ...args], { env });
  return await run.then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error) => ({ code: error.code, output: `${error.stdout}${error.stderr}` }),
  );
}

it('PostgreSQL killed and started again under load: what was answered is kept, and nothing is doubled', async () => {
  const hospital = caller(system.running, 'hospital');
  const waiting = births(150);
  const answered: string[] = [];
  let refused = 0;
  const lane = async () => {
    for (let birth = waiting.shift(); birth; birth = waiting.shift()) {
      const again = birth;
      // The caller repeats with the same key until it is answered, as a hospital does.
      const id = await waitUntil('an answer', () => notifyOnce(hospital, again).catch(() => void (refused += 1)), {
        withinMs: 60_000,
        everyMs: 200,
      });
      answered.push(id);
    }
  };
  const load = Promise.all(Array.from({ length: 6 }, lane));
  await waitUntil('some answers', () => answered.length > 30);
  await system.running.restartPostgres('immediate');
  await load;
  console.log(`${answered.length} answered, after ${refused} refusals while PostgreSQL was away`);

  expect(new Set(answered).size).toBe(150);
  const [stored] = await system.sql<{ n: number; keys: number }>(
    'births',
    `SELECT count(*)::int AS n, count(DISTINCT facility_record_number)::int AS keys FROM birth_notification`,
  );
  expect(stored).toEqual({ n: 150, keys: 150 });
  await waitUntil('records', async () => (await recordedOf(system, answered)).births === 150, { withinMs: 60_000 });
  expect(await recordedOf(system, answered)).toEqual(recordedOnce(150));
});

it('a poisoned event: it alone is parked with what follows on its subject, and is replayed by command', async () => {
  const all = births(60);
  const poisoned = all[30]!.input.facilityRecordNumber;
  await system.sql(
    'civil-registry',
    `CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.facility_record_number = '${poisoned}' THEN RAISE EXCEPTION 'poisoned, mother 11403199600123'; END IF;
       RETURN NEW; END $$;
     CREATE TRIGGER poison BEFORE INSERT ON birth_record FOR EACH ROW EXECUTE FUNCTION poison()`,
  );
  const notified = await notifyAll(system, all);
  await waitForValue('records', async () => (await recordedOf(system, notified)).births, 59);
  const PARKED = `SELECT event_id, subject_id, error FROM inbox_event WHERE state = 'PARKED'`;
  const parked = await waitUntil('a parked event', async () => {
    const rows = await system.sql<{ event_id: string; subject_id: string; error: string }>('civil-registry', PARKED);
    return rows.length > 0 && rows;
  });
  expect(parked.map(({ subject_id }) => subject_id)).toEqual([notified[30]]);
  expect(parked[0]!.error).not.toContain('11403199600123');
  expect((await command('events', 'parked', 'civil-registry')).output).toContain(parked[0]!.event_id);

  await system.sql('civil-registry', 'DROP FUNCTION poison CASCADE');
  expect((await command('events', 'replay', 'civil-registry', parked[0]!.event_id)).code).toBe(0);
  await waitForValue('records', async () => (await recordedOf(system, notified)).births, 60);
  expect(await recordedOf(system, notified)).toEqual(recordedOnce(60));
});

it('a reply lost after the commit: the same key gives the same person, and there is one', async () => {
  // Without a PIN nothing but the key tells a repetition from another person of the same name.
  const givenName = 'Жибек';
  const key = randomUUID();
  const query = 'mutation ($input: EnterPersonInput!) { enterPerson(input: $input) { id } }';
  const person = { familyName: 'Бакирова', givenName, birthDate: '1990-01-01', sex: 'FEMALE', territory: 'KG-C-03' };
  const variables = { input: { ...person, knownFrom: 'PAPER' } };
  const authorization = `Bearer ${await system.running.token('registrar')}`;
  const connection = new AbortController();
  const lost = fetch(system.running.url, {
    method: 'POST',
    signal: connection.signal,
    headers: { 'content-type': 'application/json', authorization, 'idempotency-key': key },
    body: JSON.stringify({ query, variables }),
  }).catch(() => undefined);
  const STORED = 'SELECT id FROM person WHERE given_name = $1';
  const stored = () => system.sql<{ id: string }>('civil-registry', STORED, [givenName]);
  const look = async () => {
    const rows = await stored();
    return rows.length > 0 && rows;
  };
  const [first] = await waitUntil('the commit', look, { everyMs: 1 });
  connection.abort();
  await lost;

  const again = await caller(system.running, 'registrar').get(query, variables, { 'idempotency-key': key });
  expect(again.enterPerson.id).toBe(first!.id);
  expect(await stored()).toHaveLength(1);
});

describe('the trail, tampered with by who may do everything in the database', () => {
  const tamper = (sql: string) =>
    system.sql(
      'births',
      `ALTER TABLE trail_entry DISABLE TRIGGER USER; ${sql}; ALTER TABLE trail_entry ENABLE TRIGGER USER`,
    );

  it('is sound before, and names the altered, the deleted and the inserted entry afterwards', async () => {
    await notifyAll(system, births(10));
    const unsealed = () => system.sql('births', 'SELECT FROM trail_unsealed');
    await waitForValue('entries that wait for their block', async () => (await unsealed()).length, 0);
    const sound = await command('trail', 'verify', 'births');
    expect(sound).toMatchObject({ code: 0, output: expect.stringContaining('nothing is wrong') });

    const ids = await system.sql<{ id: string }>('births', 'SELECT id FROM trail_entry ORDER BY id LIMIT 2');
    const [altered, deleted] = ids.map(({ id }) => Number(id));
    await tamper(`UPDATE trail_entry SET actor = 'somebody else' WHERE id = ${altered}`);
    await tamper(`DELETE FROM trail_entry WHERE id = ${deleted}`);
    const columns = `legal_at, actor, actor_roles, action, operation, purpose, request_id, person, subject_type, subject_id,
      change, rules, field_groups, count, withheld_from_person`;
    await tamper(
      `INSERT INTO trail_entry (id, ${columns}) SELECT 987654321, ${columns} FROM trail_entry WHERE id = ${altered}`,
    );
    await sleep(1_500);

    const { code, output } = await command('trail', 'verify', 'births');
    expect(code).toBe(1);
    expect(output).toContain(`entry ${altered} of block`);
    expect(output).toMatch(new RegExp(`entry ${altered} of block \\d+ was altered`));
    expect(output).toMatch(new RegExp(`entry ${deleted} of block \\d+ was deleted`));
    expect(output).toContain('entry 987654321 is in no block');
    expect(output).toContain('3 faults');
  });
});
