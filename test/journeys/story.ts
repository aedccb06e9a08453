// What people do and see in the newborn journey, in the words of the graph. Used by the tests and by `npm run journey`,
// which runs this file as it is: only types that can be stripped, no relative imports.
import type { BirthBuilder, VisitBuilder } from '@kamkor/testing';
import { type Caller, caller } from '../system/index.js';

/** Territory and facility of the story. */
export const PLACE = 'KG-C-03';
/** PIN of the demo citizen whom `token('citizen')` logs in. */
export const CITIZEN_PIN = '11403199600123';

export interface Child {
  readonly notificationId: string;
  readonly birthRecordId: string;
}

type Where = Parameters<typeof caller>[0];

export type People = Readonly<Record<'hospital' | 'registrar' | 'socialWorker' | 'benefits' | 'citizen', Caller>>;

export const peopleOf = (system: Where): People => ({
  hospital: caller(system, 'hospital'),
  registrar: caller(system, 'registrar', { territory: PLACE }),
  socialWorker: caller(system, 'social-worker', { territory: PLACE }),
  benefits: caller(system, 'benefits-specialist', { territory: PLACE }),
  citizen: caller(system, 'citizen'),
});

const NOTIFY = `mutation Notify($input: NotifyBirthInput!) { notifyBirth(input: $input) { id registryState } }`;

/** The hospital notifies; gives the notification's id. The record number is the key, so that a repetition is harmless. */
export async function notify({ hospital }: People, birth: BirthBuilder): Promise<string> {
  const { input } = birth;
  const headers = { 'idempotency-key': input.facilityRecordNumber };
  return (await hospital.get(NOTIFY, { input }, headers)).notifyBirth.id;
}

const RECORDS = `query Records($after: String) { birthRecords(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { id notification { id } } } } }`;

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly notification: { readonly id: string } | null };
  }[];
}

/** The birth record of a notification as the registrar finds it in the work list; undefined while it is not there. */
export async function recordOf({ registrar }: People, notificationId: string): Promise<string | undefined> {
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page = (await registrar.get(RECORDS, { after })).birthRecords;
    const found = edges.find(({ node }) => node.notification?.id === notificationId);
    if (found) return found.node.id;
    if (!pageInfo.hasNextPage) return undefined;
    after = pageInfo.endCursor;
  }
}

const RECORD = `query Record($id: UUID!) { birthRecord(id: $id) { id version state actNumber certificateNumber } }`;

type Action = 'applyForBirthCertificate' | 'registerBirth' | 'issueBirthCertificate';

async function act(by: Caller, action: Action, birthRecordId: string, more: object = {}): Promise<void> {
  const { version } = (await by.get(RECORD, { id: birthRecordId })).birthRecord;
  const type = `${action[0]!.toUpperCase()}${action.slice(1)}Input`;
  const mutation = `mutation Act($input: ${type}!) { ${action}(input: $input) { id state } }`;
  await by.get(mutation, { input: { birthRecordId, version, ...more } });
}

/** The family applies: the mother herself, or somebody at the registrar's counter. */
export const apply = (by: Caller, { birthRecordId }: Child) => act(by, 'applyForBirthCertificate', birthRecordId);

/** The registrar registers the birth and hands out the certificate. */
export async function certify({ registrar }: People, { birthRecordId }: Child): Promise<void> {
  await act(registrar, 'registerBirth', birthRecordId, { familyName: 'Токтогулова', givenName: 'Нурай' });
  await act(registrar, 'issueBirthCertificate', birthRecordId);
}

export interface Situation {
  readonly registryState: string;
  readonly state: string;
  readonly wasOverdue: boolean;
  readonly dueAt: string;
  readonly documentedAt: string | null;
  /** The latest task of visiting the family; null where nobody was ever sent. */
  readonly task: {
    readonly id: string;
    readonly version: number;
    readonly state: string;
    readonly closing: string | null;
    readonly openedAt: string;
    readonly visitCount: number;
  } | null;
}

const SITUATION = `query Situation($id: UUID!) { birthNotification(id: $id) { registryState documentation {
  state wasOverdue dueAt documentedAt task { id version state closing openedAt visitCount } } } }`;

/** How the child stands with its certificate, as the social unit sees it. */
export async function situationOf({ socialWorker }: People, notificationId: string): Promise<Situation> {
  const { birthNotification } = await socialWorker.get(SITUATION, { id: notificationId });
  return { registryState: birthNotification.registryState, ...birthNotification.documentation };
}

const VISIT = `mutation Visit($input: RecordVisitInput!) { recordVisit(input: $input) { id obstacles } }`;

export async function visit({ socialWorker }: People, visit: VisitBuilder): Promise<string> {
  return (await socialWorker.get(VISIT, { input: visit.input })).recordVisit.id;
}

const HARDSHIP = `query Hardship($id: UUID!) { birthNotification(id: $id) { child { id
  hardLifeSituations { id state findings { circumstances } } } } }`;

/** Hard life situations of the child's family: a question that births begins and social-benefits answers. */
export async function hardshipOf({ socialWorker }: People, notificationId: string) {
  const { child } = (await socialWorker.get(HARDSHIP, { id: notificationId })).birthNotification;
  return (child?.hardLifeSituations ?? []) as { id: string; state: string; findings: { circumstances: string[] }[] }[];
}

const ENTER = `mutation Enter($input: EnterPersonInput!) { enterPerson(input: $input) { id } }`;

/** The registry learns of the mother, whose PIN the demo citizen logs in with; one who is there already stays as she is. */
export async function enterMother({ registrar }: People): Promise<void> {
  const input = {
    familyName: 'Бекболотова',
    givenName: 'Айсулуу',
    birthDate: '1996-03-14',
    sex: 'FEMALE',
    pin: CITIZEN_PIN,
    territory: PLACE,
    knownFrom: 'PAPER',
  };
  const { errors } = await registrar.ask(ENTER, { input });
  if (errors && errors[0]!.extensions.reason !== 'PIN_TAKEN') throw new Error(errors[0]!.message);
}
