import { randomUUID } from 'node:crypto';
import {
  aPrincipal,
  ELSEWHERE,
  HERE,
  ROWS,
  type Rows,
  type SecurityCase,
  type ServiceUnderTest,
} from '@kamkor/testing';
import type { RegistryDeadlines } from '../deadlines.js';

const FACILITY = { [HERE]: 'KG-C-03-F01', [ELSEWHERE]: 'KG-O-02-F01' };
const BORN = '2026-01-05T02:30:00.000Z';

let serial = 10_000;
const nextPin = () => `114031996${++serial}`;

const registrarOf = (territory: string) => aPrincipal({ roles: ['registrar'], territory });

const person = (territory: string, more: object = {}) => ({
  familyName: 'Токтогулова',
  givenName: 'Айпери',
  birthDate: '1996-03-14',
  sex: 'FEMALE',
  territory,
  knownFrom: 'PAPER',
  ...more,
});

const enter = (booted: ServiceUnderTest, territory: string, input: object): Promise<string> =>
  booted.mutate(registrarOf(territory), 'enterPerson', input);

/** The births of these mothers are notified, as the worker learns of it. Gives the records' ids in that order. */
async function notify(booted: ServiceUnderTest, territory: keyof typeof FACILITY, pins: readonly string[]) {
  const payloads = pins.map((pin) => ({
    notificationId: randomUUID(),
    facility: FACILITY[territory]!,
    facilityRecordNumber: randomUUID(),
    bornAt: BORN,
    birthDate: '2026-01-05',
    territory,
    placeOfBirth: 'Кемин',
    sex: 'FEMALE' as const,
    weightGrams: 3_200,
    live: true,
    mother: { identity: 'PIN' as const, pin, familyName: null, givenName: null, birthDate: null },
    father: null,
    careStatus: 'WITH_PARENTS' as const,
  }));
  await booted.receive(
    'BirthNotified',
    payloads.map((payload) => [payload.notificationId, payload]),
  );
  const rows = await booted.database.admin<{ id: string; notification_id: string }>(
    'SELECT id, notification_id FROM birth_record WHERE notification_id = ANY ($1)',
    [payloads.map(({ notificationId }) => notificationId)],
  );
  const byNotification = new Map(rows.map((row) => [row.notification_id, row.id]));
  return payloads.map(({ notificationId }) => byNotification.get(notificationId)!);
}

/** Visits found that parents lack passports. Gives the requests' ids. */
async function lacking(booted: ServiceUnderTest, territory: string, count: number): Promise<string[]> {
  const payloads = Array.from({ length: count }, () => ({
    visitId: randomUUID(),
    notificationId: randomUUID(),
    personId: null,
    parentPersonId: null,
    parent: 'MOTHER' as const,
    document: 'PASSPORT',
    territory,
    foundAt: BORN,
    withheld: false,
  }));
  await booted.receive(
    'ParentDocumentLacking',
    payloads.map((payload) => [payload.visitId, payload]),
  );
  const rows = await booted.database.admin<{ id: string }>(
    'SELECT id FROM document_help_request WHERE visit_id = ANY ($1)',
    [payloads.map(({ visitId }) => visitId)],
  );
  return rows.map(({ id }) => id);
}

const act = (booted: ServiceUnderTest, name: string, input: object): Promise<string> =>
  booted.mutate(registrarOf(HERE), name, input);

const names = { familyName: 'Токтогулова', givenName: 'Нурай' };

export const security: SecurityCase<RegistryDeadlines> = {
  fill: async (booted): Promise<Rows> => {
    const pins = Array.from({ length: ROWS }, nextPin);
    const mothers: string[] = [];
    for (const pin of pins) mothers.push(await enter(booted, HERE, person(HERE, { pin })));
    const records = await notify(booted, HERE, pins);
    for (const birthRecordId of records) await act(booted, 'applyForBirthCertificate', { birthRecordId, version: 1 });
    const far = nextPin();
    const motherFar = await enter(booted, ELSEWHERE, person(ELSEWHERE, { pin: far }));
    const [recordFar] = await notify(booted, ELSEWHERE, [far]);
    const [request] = await lacking(booted, HERE, ROWS);
    const [requestFar] = await lacking(booted, ELSEWHERE, 1);
    return {
      ids: {
        Person: mothers[0]!,
        BirthRecord: records[0]!,
        Territory: HERE,
        BirthNotification: randomUUID(),
        DocumentHelpRequest: request!,
      },
      elsewhere: { Person: motherFar, BirthRecord: recordFar!, DocumentHelpRequest: requestFar! },
      citizen: mothers[0]!,
      facility: FACILITY[HERE]!,
    };
  },
  goodCalls: (_rows, booted) => {
    const newRecord = async (more: object = {}) => {
      const pin = nextPin();
      const mother = await enter(booted, HERE, person(HERE, { pin }));
      const [birthRecordId] = await notify(booted, HERE, [pin]);
      return { birthRecordId: birthRecordId!, version: 1, mother, ...more };
    };
    const applied = async () => {
      const { birthRecordId } = await newRecord();
      await act(booted, 'applyForBirthCertificate', { birthRecordId, version: 1 });
      return { birthRecordId, version: 2 };
    };
    const registered = async () => {
      const input = await applied();
      await act(booted, 'registerBirth', { ...input, ...names });
      return { ...input, version: 3 };
    };
    const ambiguous = async () => {
      const pin = nextPin();
      const mother = await enter(booted, HERE, person(HERE, { pin }));
      const child = person(HERE, { birthDate: '2026-01-05', mother });
      const one = await enter(booted, HERE, child);
      await enter(booted, HERE, child);
      const [birthRecordId] = await notify(booted, HERE, [pin]);
      return { birthRecordId: birthRecordId!, version: 1, personId: one };
    };
    const role = 'registrar' as const;
    const asked = async () => {
      const input = await registered();
      await act(booted, 'requestPin', input);
      return { ...input, version: 4 };
    };
    const open = async () => ({ documentHelpRequestId: (await lacking(booted, HERE, 1))[0]!, version: 1 });
    const begun = async () => {
      const input = await open();
      await act(booted, 'beginDocumentHelp', input);
      return { ...input, version: 2 };
    };
    /** Filed by another registrar than the one who is asked to decide. */
    const mismatch = async () => {
      const { birthRecordId } = await newRecord();
      const motherId = await enter(booted, HERE, person(HERE, { pin: nextPin() }));
      const first = aPrincipal({ subject: 'test:first registrar', roles: ['registrar'], territory: HERE });
      await booted.mutate(first, 'applyForBirthCertificate', { birthRecordId, version: 1, motherId });
      return { birthRecordId, version: 2, decision: 'NOTIFIED_MOTHER', grounds: 'The hospital confirmed it.' };
    };
    return {
      requestPin: { role, next: async () => ({ input: await registered() }) },
      recordPin: { role, next: async () => ({ input: { ...(await asked()), pin: nextPin() } }) },
      decideParentage: { role, next: async () => ({ input: await mismatch() }) },
      beginDocumentHelp: { role, next: async () => ({ input: await open() }) },
      recordDocumentHelped: { role, next: async () => ({ input: { ...(await begun()), helpedAt: BORN } }) },
      recordDocumentNotPossible: { role, next: async () => ({ input: { ...(await begun()), reason: 'OTHER' } }) },
      enterPerson: { role, next: () => ({ input: person(HERE, { pin: nextPin() }) }) },
      applyForBirthCertificate: {
        role,
        next: async () => {
          const { birthRecordId, version } = await newRecord();
          return { input: { birthRecordId, version, appliedAt: '2026-01-06T04:00:00Z', applicant: 'FATHER' } };
        },
      },
      withdrawBirthCertificateApplication: { role, next: async () => ({ input: await applied() }) },
      registerBirth: { role, next: async () => ({ input: { ...(await applied()), ...names } }) },
      issueBirthCertificate: { role, next: async () => ({ input: await registered() }) },
      identifyChild: { role, next: async () => ({ input: await ambiguous() }) },
    };
  },
};
