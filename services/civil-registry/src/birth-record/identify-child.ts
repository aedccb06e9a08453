import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { nameChildOnHelp } from '../document-help/follow-child.js';
import { mergeNotifiedPersons } from '../person/merge-notified-persons.js';
import type { BirthRecord } from './birth-record.entity.js';
import { candidatesOf } from './birth-record-loaders.js';
import { changeRecord, lockRecord } from './change-record.js';
import { childRecorded } from './child-recorded.js';
import type { IdentifyChildInput } from './identity.input.js';
import { alreadyIdentified, notACandidate } from './refusals.js';

/** A registrar decides which person the notified child is, or that it is nobody whom the registry knows. */
@Injectable()
export class IdentifyChild {
  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async identify(input: IdentifyChildInput): Promise<BirthRecord> {
    const record = await lockRecord(input);
    const { registryState, state } = record;
    if (registryState !== 'NOT_IDENTIFIED') throw alreadyIdentified({ state: registryState, allowed: [] });
    const personId = input.personId ?? null;
    if (personId !== null) await takeCandidate(record, personId);
    const identified = await changeRecord(record, 'CHILD_IDENTIFIED', {
      state,
      registryState: personId === null ? 'CREATED' : 'MATCHED',
      childId: personId ?? (await newPerson(record)),
    });
    await publishMany([childRecorded(identified)]);
    await nameChildOnHelp(identified);
    await mergeNotifiedPersons([identified.notificationId]);
    return identified;
  }
}

/** The mother is locked, so that no other notification is linked to the same child meanwhile. */
async function takeCandidate({ id, motherId, withheldFromMother }: BirthRecord, personId: string): Promise<void> {
  await tx().sql('SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE', [motherId]);
  const candidates = (await candidatesOf(id)) ?? [];
  if (!candidates.some((person) => person.id === personId)) throw notACandidate({ field: 'personId' });
  if (!withheldFromMother) return;
  await tx().sql('UPDATE person SET withheld_from_mother = true, version = version + 1 WHERE id = $1', [personId]);
}

async function newPerson({ birthDate, sex, territoryCode, motherId, withheldFromMother }: BirthRecord) {
  const [made] = await tx().sql<{ id: string }>(
    `INSERT INTO person (birth_date, sex, territory, mother, withheld_from_mother, known_from, entered_at)
     VALUES ($1, $2, $3, $4, $5, 'BIRTH_NOTIFICATION', $6) RETURNING id`,
    [birthDate, sex, territoryCode, motherId, withheldFromMother, tx().now],
  );
  return made!.id;
}
