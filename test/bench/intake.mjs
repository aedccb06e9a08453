// Births taken in through the gateway, in batches and one by one, with all consumers running: `npm run bench -- intake`.
// No time is asserted. Last line: one JSON object.
import { randomInt } from 'node:crypto';
import { costText, cpuOf } from './cpu.mjs';
import { backlogOf, backlogText, load, rounded, say, withSystem } from './system.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
const BATCH = Number(process.env.BENCH_BATCH ?? 500);
const BATCH_CONNECTIONS = Number(process.env.BENCH_BATCH_CONNECTIONS ?? 3);
const SINGLE_CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 16);
const DRAIN_MS = Number(process.env.BENCH_DRAIN_SECONDS ?? 90) * 1_000;
const FACILITY = 'KG-C-03-F01';
const PLACES = ['KG-C-03', 'KG-C-01', 'KG-O-02', 'KG-GB-03', 'KG-N-06', 'KG-B-01', 'KG-J-05', 'KG-T-03'];
const LETTERS = 'абгджзиклмнопрстушы';

const BATCHED = `mutation ($reports: [BirthReport]!) { notifyBirths(reports: $reports) { notification { id } refusal { reason } } }`;
const SINGLE = `mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id registryState } }`;

let serial = 0;
const name = () => `А${Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
const two = (value) => String(value).padStart(2, '0');
/** A third of the mothers has a PIN, each its own. */
function report() {
  serial += 1;
  const [day, month, year] = [randomInt(1, 29), randomInt(1, 13), randomInt(1980, 2006)];
  const birthDate = `${year}-${two(month)}-${two(day)}`;
  const named = { familyName: name(), givenName: name(), birthDate };
  const pin = `1${two(day)}${two(month)}${year}${String(serial % 100_000).padStart(5, '0')}`;
  return {
    facility: FACILITY,
    facilityRecordNumber: `bench/${serial}`,
    bornAt: new Date(Date.now() - randomInt(60_000, 5 * 86_400_000)).toISOString(),
    sex: serial % 2 ? 'FEMALE' : 'MALE',
    weightGrams: randomInt(2_200, 4_600),
    live: true,
    mother: serial % 3 ? { identity: 'NAMED', ...named } : { identity: 'PIN', pin, ...named },
    motherTerritory: PLACES[serial % PLACES.length],
  };
}

/** Until nobody has anything to do any more, or the time is over. */
async function drained(system) {
  const began = performance.now();
  for (let last = ''; ; ) {
    const backlog = await backlogOf(system);
    const left = backlog.reduce((sum, { outbox, inbox, due }) => sum + outbox + inbox + due, 0);
    const took = (performance.now() - began) / 1_000;
    if (left === 0 || took * 1_000 > DRAIN_MS) return { left, seconds: rounded(took), last };
    last = backlogText(backlog);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const result = await withSystem('intake', {}, async (system) => {
  const token = await system.token('hospital', { facility: FACILITY });
  const batch = {
    query: BATCHED,
    next: () => ({ reports: Array.from({ length: BATCH }, report) }),
    connections: BATCH_CONNECTIONS,
  };
  const single = { query: SINGLE, next: () => ({ input: report() }), connections: SINGLE_CONNECTIONS };
  await load(system, { ...batch, token, seconds: 3 });
  await load(system, { ...single, token, seconds: 2 });
  await drained(system);

  say(`one by one: ${SINGLE_CONNECTIONS} connections for ${SECONDS} s`);
  const beforeSingle = cpuOf(system);
  const one = await load(system, { ...single, token, seconds: SECONDS });
  const singlePerSecond = one.requests / one.took;
  say(`${rounded(singlePerSecond)} births/s; p50 ${rounded(one.p50)} ms, p95 ${rounded(one.p95)} ms`);
  say(`CPU ms per birth: ${costText(beforeSingle, cpuOf(system), one.requests)}`);
  say(`backlog: ${backlogText(await backlogOf(system))}`);
  const afterSingle = await drained(system);
  say(`${afterSingle.left === 0 ? 'worked off' : `${afterSingle.left} left`} after ${afterSingle.seconds} s`);

  say(`batches of ${BATCH}: ${BATCH_CONNECTIONS} connections for ${SECONDS} s`);
  const beforeBatch = cpuOf(system);
  const many = await load(system, { ...batch, token, seconds: SECONDS });
  const batchPerSecond = (many.requests * BATCH) / many.took;
  say(`${rounded(batchPerSecond)} births/s; a batch p50 ${rounded(many.p50)} ms, p95 ${rounded(many.p95)} ms`);
  say(`CPU ms per birth: ${costText(beforeBatch, cpuOf(system), many.requests * BATCH)}`);
  say(`backlog: ${backlogText(await backlogOf(system))}`);
  const afterBatch = await drained(system);
  say(`${afterBatch.left === 0 ? 'worked off' : `${afterBatch.left} left`} after ${afterBatch.seconds} s`);
  return {
    ...{ batchPerSecond: rounded(batchPerSecond), singlePerSecond: rounded(singlePerSecond), batch: BATCH },
    ...{ singleP95Ms: rounded(one.p95), drainAfterBatchSeconds: afterBatch.seconds, leftAfterBatch: afterBatch.left },
  };
});
console.log(JSON.stringify(result));
