// npm run journey: the two endings of the newborn journey against the running local system, told step by step.
import { requestToken } from '@kamkor/identity';
import { moveClock, readProcessList, stateFolder, survivorsOf } from '@kamkor/local';
import { aBirth, aVisit, waitUntil } from '@kamkor/testing';
import {
  apply,
  CITIZEN_PIN,
  certify,
  enterMother,
  hardshipOf,
  notify,
  PLACE,
  peopleOf,
  recordOf,
  situationOf,
  visit,
} from '../dist/journeys/story.js';

const state = stateFolder();
const running = survivorsOf(readProcessList(state.processes));
const urlOf = (name, what) => running.find((one) => one.name === name)?.urls[what];

if (!urlOf('gateway', 'graphql') || !urlOf('identity', 'base')) {
  console.error('Kamkor is not running here: start it first with npm start, in another window.');
  process.exit(1);
}

const tokens = new Map();
const system = {
  url: urlOf('gateway', 'graphql'),
  token(role, at = {}) {
    const key = JSON.stringify([role, at]);
    if (!tokens.has(key)) {
      tokens.set(key, requestToken({ issuer: urlOf('identity', 'base'), folder: state.identity, role, ...at }));
    }
    return tokens.get(key);
  },
};
const people = peopleOf(system);

const legalNow = async () => {
  const answer = await fetch(urlOf('births', 'clock'), { method: 'POST' });
  return Temporal.Instant.from((await answer.json()).now);
};
const day = (instant) => Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Bishkek').toPlainDate();
const say = async (line) => console.log(`  ${day(await legalNow())}  ${line}`);
const until = (what, seen) => waitUntil(what, seen, { withinMs: 20_000 });
const becomes = (id, wanted) =>
  until(`the child is ${wanted}`, async () => (await situationOf(people, id)).state === wanted);

async function born(birth) {
  const notificationId = await notify(people, birth);
  const began = performance.now();
  const birthRecordId = await until('the registrar sees the birth', () => recordOf(people, notificationId));
  const ms = Math.round(performance.now() - began);
  await say(`a hospital notifies a birth; ${ms} ms later the registrar of ${PLACE} sees it (record ${birthRecordId})`);
  return { notificationId, birthRecordId };
}

async function forward(shift) {
  const { settledInMs } = await moveClock({ state }, shift);
  await say(`the clock was moved by ${shift}; what fell due was worked off in ${settledInMs} ms`);
}

async function parentsApply() {
  console.log('\nThe parents apply');
  await enterMother(people);
  await say('the registry knows the mother');
  const mother = { identity: 'PIN', pin: CITIZEN_PIN };
  const child = await born(
    aBirth()
      .bornDaysAgo(0, await legalNow())
      .ofMother(mother),
  );
  await apply(people.citizen, child);
  await becomes(child.notificationId, 'APPLIED');
  await say('the mother applies for the certificate with her own token; the 60 days are stopped');
  await certify(people, child);
  await becomes(child.notificationId, 'DOCUMENTED');
  await say('the birth is registered and the certificate handed out: the child is DOCUMENTED');
  await forward('+62d');
  const { state: now, task } = await situationOf(people, child.notificationId);
  await say(`the child is ${now}; ${task ? `there is a task ${task.state}` : 'nobody was sent to the family'}`);
}

async function parentsDoNotApply() {
  console.log('\nThe parents do not apply');
  const child = await born(aBirth().bornDaysAgo(0, await legalNow()));
  const { dueAt } = await situationOf(people, child.notificationId);
  await say(`they have until the end of ${day(dueAt).subtract({ days: 1 })}`);
  await forward('+61d');
  await becomes(child.notificationId, 'OVERDUE');
  const { task } = await situationOf(people, child.notificationId);
  await say(`the child is OVERDUE; the social unit has the task ${task.id}`);
  await visit(
    people,
    aVisit(task)
      .at(await legalNow())
      .findingHardship('POVERTY'),
  );
  await say('a social worker visits the family and finds it in a hard life situation');
  const [family] = await until('the family is registered', async () => {
    const found = await hardshipOf(people, child.notificationId);
    return found.length > 0 && found;
  });
  await say(`social benefits has the family: ${family.state}, ${family.findings[0].circumstances.join(', ')}`);
  await apply(people.registrar, child);
  await certify(people, child);
  await becomes(child.notificationId, 'DOCUMENTED');
  const after = await situationOf(people, child.notificationId);
  await say(
    `the parents applied, the certificate is handed out: the child is ${after.state}, the task ${after.task.state}`,
  );
}

console.log(`The newborn journey, asked of ${system.url}. Dates are legal time.`);
try {
  await parentsApply();
  await parentsDoNotApply();
  console.log('\nBoth endings are as promised.');
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
