// One child with its mother, notification, documentation and hardship, over three services at a million persons, with the
// trail on: `npm run bench -- family`. No time is asserted. Last line: one JSON object.
import { randomInt } from 'node:crypto';
import pg from 'pg';
import { costText, cpuOf } from './cpu.mjs';
import { load, rounded, say, withSystem } from './system.mjs';

const PERSONS = Number(process.env.BENCH_PERSONS ?? 1_000_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 4);
/** Half of the persons are mothers, half their children; so many of the children were notified and are watched. */
const CHILDREN = PERSONS / 2;
const NOTIFIED = Math.min(CHILDREN, 200_000);

const QUERY = `query Family($id: UUID!) { person(id: $id) { id familyName givenName birthDate
  mother { id familyName givenName birthDate }
  documentation { state wasOverdue dueAt notification { bornAt weightGrams facility { nameEn } mother { identity familyName } } task { state visitCount dueAt } }
  hardLifeSituations { id state findings { circumstances } } } }`;

/** The same id everywhere for the same number, so that no service has to be asked for another's. */
const id = (kind, n) => `('00000000-000${kind}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const idOf = (kind, n) => `00000000-000${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`;
const PLACE = `(ARRAY['KG-C-03', 'KG-C-01', 'KG-O-02', 'KG-GB-03', 'KG-N-06', 'KG-B-01', 'KG-J-05', 'KG-T-03'])[1 + n % 8]`;
const BORN = `(timestamptz '2026-11-01' - make_interval(hours => n % 4000))`;
const DAY = `(${BORN} AT TIME ZONE 'Asia/Bishkek')::date`;

const REGISTRY = [
  `INSERT INTO person (id, family_name, given_name, birth_date, sex, pin, territory, known_from, entered_at)
   SELECT ${id(1, 'n')}, 'Асанова' || n % 5000, 'Айгүл' || n % 900, date '1985-01-01' + n % 7000, 'FEMALE',
     '1' || to_char(date '1985-01-01' + n % 7000, 'DDMMYYYY') || lpad((n / 7000)::text, 5, '0'), ${PLACE}, 'PAPER', now()
   FROM generate_series(1, ${CHILDREN}) n`,
  `INSERT INTO person (id, family_name, birth_date, sex, territory, mother, known_from, entered_at)
   SELECT ${id(2, 'n')}, 'Асанова' || n % 5000, ${DAY}, CASE n % 2 WHEN 0 THEN 'FEMALE' ELSE 'MALE' END, ${PLACE},
     ${id(1, 'n')}, 'BIRTH_NOTIFICATION', now() FROM generate_series(1, ${CHILDREN}) n`,
  `INSERT INTO birth_record (id, notification_id, registry_state, child, mother, withheld_from_mother, territory, facility,
     facility_record_number, place_of_birth, born_at, birth_date, sex, recorded_at)
   SELECT ${id(4, 'n')}, ${id(3, 'n')}, 'CREATED', ${id(2, 'n')}, ${id(1, 'n')}, false, ${PLACE}, 'KG-C-03-F01', 'b/' || n,
     'Кемин', ${BORN}, ${DAY}, 'FEMALE', now() FROM generate_series(1, ${NOTIFIED}) n`,
];
const BIRTHS = [
  `INSERT INTO birth_notification (id, facility, facility_record_number, born_at, birth_date, place_of_birth, sex,
     weight_grams, live, mother_identity, mother_family_name, mother_given_name, care_status, territory, territory_source,
     registry_state, child_person, mother_person, notified_at)
   SELECT ${id(3, 'n')}, 'KG-C-03-F01', 'b/' || n, ${BORN}, ${DAY}, 'Кемин', 'FEMALE', 3000 + n % 900, true, 'NAMED',
     'Асанова' || n % 5000, 'Айгүл' || n % 900, 'WITH_PARENTS', ${PLACE}, 'MOTHER', 'CREATED', ${id(2, 'n')}, ${id(1, 'n')},
     ${BORN} + interval '1 hour' FROM generate_series(1, ${NOTIFIED}) n`,
  `INSERT INTO documentation_watch (id, notification_id, child_person, mother_person, care_status, responsible, territory,
     territory_source, birth_date, born_at, due_at, state, was_overdue)
   SELECT ${id(5, 'n')}, ${id(3, 'n')}, ${id(2, 'n')}, ${id(1, 'n')}, 'WITH_PARENTS', 'SOCIAL_UNIT', ${PLACE}, 'MOTHER', ${DAY},
     ${BORN}, ${BORN} + interval '61 days', CASE n % 4 WHEN 0 THEN 'OVERDUE' ELSE 'AWAITING_APPLICATION' END, n % 4 = 0
   FROM generate_series(1, ${NOTIFIED}) n`,
  `INSERT INTO outreach_task (id, watch_id, notification_id, child_person, territory, responsible, opened_at, due_at,
     first_visit_due_at)
   SELECT ${id(6, 'n')}, ${id(5, 'n')}, ${id(3, 'n')}, ${id(2, 'n')}, ${PLACE}, 'SOCIAL_UNIT', now(), now() + interval '5 days',
     now() + interval '5 days' FROM generate_series(4, ${NOTIFIED}, 4) n`,
];
const BENEFITS = [
  `INSERT INTO hard_life_situation (id, notification_id, child, mother, territory, family_knows, found_at, registered_at, due_at)
   SELECT ${id(7, 'n')}, ${id(3, 'n')}, ${id(2, 'n')}, ${id(1, 'n')}, ${PLACE}, true, now(), now(), now() + interval '30 days'
   FROM generate_series(4, ${NOTIFIED}, 4) n`,
  `INSERT INTO hard_life_finding (visit_id, situation_id, territory, found_at, family_knows, circumstances)
   SELECT ${id(8, 'n')}, ${id(7, 'n')}, ${PLACE}, now(), true, ARRAY['POVERTY'] FROM generate_series(4, ${NOTIFIED}, 4) n`,
];

/** As the superuser, past every policy: what a million mutations would have left behind. */
async function fill(system, database, statements) {
  const url = Object.assign(new URL(system.adminUrl), { pathname: `/${database}` }).href;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

const result = await withSystem('family', { maintenance_work_mem: '256MB' }, async (system) => {
  say(`writing ${PERSONS} persons, ${NOTIFIED} of them notified and watched children`);
  await fill(system, 'civil_registry', REGISTRY);
  await fill(system, 'births', BIRTHS);
  await fill(system, 'social_benefits', BENEFITS);

  const token = await system.token('social-worker', { territory: 'KG' });
  const ask = { token, query: QUERY, connections: CONNECTIONS };
  const aChild = () => ({ id: idOf(2, 4 * randomInt(1, NOTIFIED / 4)) });
  await mustBeWhole(system, token, aChild());
  await load(system, { ...ask, next: aChild, seconds: 5 });
  say(`${CONNECTIONS} connections for ${SECONDS} s, each time another child`);
  const before = cpuOf(system);
  const { requests, took, p50, p95 } = await load(system, { ...ask, next: aChild, seconds: SECONDS });
  say(`${rounded(requests / took)} families/s; p50 ${rounded(p50)} ms, p95 ${rounded(p95)} ms`);
  say(`CPU ms per family: ${costText(before, cpuOf(system), requests)}`);
  return {
    persons: PERSONS,
    p50Ms: rounded(p50),
    p95Ms: rounded(p95),
    perSecond: rounded(requests / took),
    connections: CONNECTIONS,
  };
});
console.log(JSON.stringify(result));

/** An answer with a gap would be fast for nothing. */
async function mustBeWhole(system, token, variables) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(system.url, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: QUERY, variables }),
  });
  const { data, errors } = await response.json();
  const { mother, documentation, hardLifeSituations } = data?.person ?? {};
  const whole = mother && documentation?.notification?.mother && documentation.task && hardLifeSituations?.length === 1;
  if (errors || !whole) throw new Error(`not the whole family: ${JSON.stringify({ data, errors }).slice(0, 800)}`);
}
