// npm run events -- parked <service> | replay <service> <event-id>
import { type ParkedEvent, parkedEvents, type ReplayOutcome, replay } from '@kamkor/outbox';
import { workerPrincipal } from '@kamkor/principal';
import { runCommand } from './command.js';
import { onWorkerDatabase } from './system/worker-database.js';

const USAGE = `npm run events -- parked <service> | replay <service> <event-id>
  parked   events that failed there, and what waits for them
  replay   tries one again, and what it held back after it`;

await runCommand(USAGE, async ([what, service, eventId, ...more]) => {
  if (what === 'parked' && service && !eventId) {
    const occasion = { principal: workerPrincipal(service), operation: 'event:list', purpose: 'operation' };
    const parked = await onWorkerDatabase(service, (open) => open.run(occasion, () => parkedEvents()));
    if (parked.length === 0) console.log(`No event is parked in ${service}.`);
    for (const event of parked) console.log(inWords(event));
  } else if (what === 'replay' && service && eventId && more.length === 0) {
    if (!/^[0-9a-f-]{36}$/i.test(eventId)) throw new Error(`"${eventId}" is not the id of an event`);
    const outcome = await onWorkerDatabase(service, (open) => replay(open, service, eventId));
    if (outcome.state !== 'APPLIED') throw new Error(whyNot(outcome, service));
    console.log('Applied; what it held back follows it.');
  } else {
    throw new Error(`Usage: ${USAGE}`);
  }
});

function inWords({ id, type, producer, subjectVersion, attempts, heldBack, parkedAt, error }: ParkedEvent): string {
  const event = `${id}  ${type} of ${producer}, version ${subjectVersion} of its subject, parked ${parkedAt}`;
  return `${event}, tried ${attempts} times, holds back ${heldBack}: ${error}`;
}

function whyNot(outcome: Exclude<ReplayOutcome, { state: 'APPLIED' }>, service: string): string {
  if (outcome.state === 'PARKED_AGAIN') return `It failed again: ${outcome.error}`;
  if (outcome.state === 'NOT_PARKED') return `No such event is parked in ${service}.`;
  return `It is released, but no worker of ${service} has taken it up yet.`;
}
