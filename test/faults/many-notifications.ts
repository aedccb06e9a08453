import { aBirth, type BirthBuilder } from '@kamkor/testing';
import { type Caller, caller, type TestSystem } from '../system/index.js';

const NOTIFY = 'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }';
const LANES = 8;

/** Notifies births through the gateway, several at a time; gives the notifications' ids in the order of the births. */
export async function notifyAll(system: TestSystem, births: readonly BirthBuilder[]): Promise<string[]> {
  const hospital = caller(system.running, 'hospital');
  const ids: string[] = [];
  const waiting = [...births.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) ids[next[0]] = await notifyOnce(hospital, next[1]);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return ids;
}

/** One notification with the record number as its key. Throws where it was not answered. */
export async function notifyOnce(hospital: Caller, { input }: BirthBuilder): Promise<string> {
  const headers = { 'idempotency-key': input.facilityRecordNumber };
  return (await hospital.get(NOTIFY, { input }, headers)).notifyBirth.id;
}

export const births = (count: number, like = aBirth()): BirthBuilder[] =>
  Array.from({ length: count }, () => like.with({ facilityRecordNumber: aBirth().input.facilityRecordNumber }));

const RECORDED = `SELECT count(*)::int AS records, count(DISTINCT notification_id)::int AS births,
  count(DISTINCT child)::int AS children FROM birth_record WHERE notification_id = ANY ($1)`;

/** What the registry has made of notifications: of each exactly one record and one child. */
export async function recordedOf(system: TestSystem, notifications: readonly string[]) {
  const sql = system.sql<{ records: number; births: number; children: number }>;
  return (await sql('civil-registry', RECORDED, [notifications]))[0]!;
}

export const recordedOnce = (count: number) => ({ records: count, births: count, children: count });
