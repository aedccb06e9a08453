import { meetDeadline, openDeadline } from '@kamkor/deadlines';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { stepDue } from '@kamkor/regulations';
import { LAW } from '@kamkor/service-kit';
import { legalDate } from '@kamkor/time';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import { nameIn } from '../person/name-in.js';
import { actNumber } from '../rules/birth-record/act-number.js';
import { certificateIssueTerm } from '../rules/birth-record/certificate-issue-term.js';
import type { Law } from '../rules/law.js';
import type { BirthRecord } from './birth-record.entity.js';
import { BIRTH_REGISTRATION, CERTIFICATE_ISSUE } from './birth-record-deadlines.js';
import type { RegisterBirthInput } from './certificate.input.js';
import { changeRecord, type IdentifiedRecord, lockFor } from './change-record.js';
import { parentageUndecided } from './refusals.js';
import { type SettledBirth, settleBirth } from './settle-birth.js';

/** Enters a birth in the register: the child gets its names, the record its act number. */
@Injectable()
export class RegisterBirth {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async register(input: RegisterBirthInput): Promise<BirthRecord> {
    const names = namesIn(input);
    const { record, to } = await lockFor('registerBirth', input);
    requireParentageDecided(record);
    const { now } = tx();
    const today = legalDate(now, this.law.calendar);
    const born = settleBirth(record, input, today, this.law.calendar);
    const { id, childId: personId, notificationId, territoryCode: territory } = record;

    await nameChild(personId, names, born);
    await meetDeadline({ kind: BIRTH_REGISTRATION, subjectId: id, factAt: now });
    const { dueAt, regulation } = stepDue(certificateIssueTerm, now, this.law);
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
      ...born,
      state: to,
      registeredAt: now,
      actNumber: actNumber(today.year, territory, await nextAct(today.year, territory)),
      dueAt,
    });
  }
}

interface ChildNames {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string | null;
}

const namesIn = ({ familyName, givenName, patronymic }: RegisterBirthInput): ChildNames => ({
  familyName: nameIn('familyName', familyName),
  givenName: nameIn('givenName', givenName),
  patronymic: patronymic?.trim() ? nameIn('patronymic', patronymic) : null,
});

function requireParentageDecided({ parentage }: IdentifiedRecord): void {
  if (parentage !== 'MISMATCH') return;
  const allowed = 'decideParentage';
  throw parentageUndecided({ state: 'PARENTAGE_MISMATCH', allowed: [allowed] }, { allowed });
}

async function nameChild(
  child: string,
  { familyName, givenName, patronymic }: ChildNames,
  { birthDate, sex }: SettledBirth,
): Promise<void> {
  await tx().sql(
    `UPDATE person SET family_name = $2, given_name = $3, patronymic = $4, birth_date = $5, sex = $6,
       version = version + 1 WHERE id = $1`,
    [child, familyName, givenName, patronymic, birthDate, sex],
  );
  recordChange({ person: child, subjectType: 'Person', subjectId: child, change: 'CHILD_NAMED' });
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
