import { meetDeadline, openDeadline } from '@kamkor/deadlines';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { legalDate } from '@kamkor/time';
import { recordChange } from '@kamkor/trail';
import { Injectable } from '@nestjs/common';
import { Law } from '../law.js';
import { nameIn } from '../person/name-in.js';
import { actNumber, CERTIFICATE_SERIES, certificateNumber } from '../rules/birth-record/act-number.js';
import { ISSUE_TERM, stepDue } from '../rules/step-due.js';
import { BirthRecord } from './birth-record.entity.js';
import { BIRTH_REGISTRATION, CERTIFICATE_ISSUE } from './birth-record-deadlines.js';
import type { IssueBirthCertificateInput, RegisterBirthInput } from './certificate.input.js';
import { changeRecord, lockFor } from './change-record.js';
import { parentageUndecided } from './refusals.js';
import { settleBirth } from './settle-birth.js';

@Injectable()
export class RegistrationService {
  constructor(private readonly law: Law) {}

  /** Enters the birth in the register: the child gets its names, the record its act number. */
  async register(input: RegisterBirthInput): Promise<BirthRecord> {
    const familyName = nameIn('input.familyName', input.familyName);
    const givenName = nameIn('input.givenName', input.givenName);
    const patronymic = input.patronymic?.trim() ? nameIn('input.patronymic', input.patronymic) : null;
    const { record, to } = await lockFor('registerBirth', input);
    if (record.parentage === 'MISMATCH') {
      throw parentageUndecided(
        { state: 'PARENTAGE_MISMATCH', allowed: ['decideParentage'] },
        { allowed: 'decideParentage' },
      );
    }
    const { id, childId: personId, notificationId, territoryCode: territory } = record;
    const { now } = tx();
    const today = legalDate(now, this.law.calendar);

    const settled = settleBirth(record, input, today, this.law.calendar);

    await tx().sql(
      `UPDATE person SET family_name = $2, given_name = $3, patronymic = $4, birth_date = $5, sex = $6,
         version = version + 1 WHERE id = $1`,
      [personId, familyName, givenName, patronymic, settled.birthDate, settled.sex],
    );
    recordChange({ person: personId, subjectType: 'Person', subjectId: personId, change: 'CHILD_NAMED' });
    await meetDeadline({ kind: BIRTH_REGISTRATION, subjectId: id, factAt: now });
    const { dueAt, regulation } = stepDue(ISSUE_TERM, now, this.law);
    await openDeadline({
      kind: CERTIFICATE_ISSUE,
      subject: { type: 'BirthRecord', id },
      person: personId,
      territory,
      dueAt,
      regulation,
    });
    await publish({
      type: 'BirthRegistered',
      subjectId: id,
      payload: { notificationId, personId, birthRecordId: id, registeredAt: now.toString() },
    });
    return changeRecord(record, 'BIRTH_REGISTERED', {
      ...settled,
      state: to,
      registeredAt: now,
      actNumber: actNumber(today.year, territory, await nextAct(today.year, territory)),
      dueAt,
    });
  }

  /** Hands out the certificate: the child is documented. */
  async issue(input: IssueBirthCertificateInput): Promise<BirthRecord> {
    const { record, to } = await lockFor('issueBirthCertificate', input);
    const { id, childId: personId, notificationId } = record;
    const { now } = tx();
    await meetDeadline({ kind: CERTIFICATE_ISSUE, subjectId: id, factAt: now });
    await publish({
      type: 'BirthCertificateIssued',
      subjectId: id,
      payload: { notificationId, personId, issuedAt: now.toString() },
    });
    const [next] = await tx().sql<{ number: number }>(`SELECT nextval('certificate_number') AS number`);
    return changeRecord(record, 'CERTIFICATE_ISSUED', {
      state: to,
      issuedAt: now,
      certificateSeries: CERTIFICATE_SERIES,
      certificateNumber: certificateNumber(next!.number),
      dueAt: null,
    });
  }
}

/** Act numbers of a year and territory have no gaps: the row is locked until the commit. */
async function nextAct(year: number, territory: string): Promise<number> {
  const [row] = await tx().sql<{ last: number }>(
    `INSERT INTO act_sequence AS s (year, territory, last) VALUES ($1, $2, 1)
     ON CONFLICT (year, territory) DO UPDATE SET last = s.last + 1 RETURNING last`,
    [year, territory],
  );
  return row!.last;
}
