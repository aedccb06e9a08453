import { standard } from '@kamkor/errors';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import { queueDuplicateSearch } from '../duplicate/duplicate-work.js';
import type { Law } from '../rules/law.js';
import { type Completable, type Completion, complete } from '../rules/notification/completion.js';
import { motherNameKey } from '../rules/notification/mother-name-key.js';
import { tellStanding } from '../statement/tell-standing.js';
import { parentOnWire } from './birth-notified.js';
import { knownPlaces } from './known-places.js';
import { BirthNotification } from './notification.entity.js';
import { fatherOf, motherOf } from './parents-of.js';

export interface CompletionOf extends Completion {
  readonly id: string;
  readonly version: number;
}

const WRITE = `UPDATE birth_notification SET version = version + 1, weight_grams = $2, plurality = $3, birth_order = $4,
    delivery_id = $5, attendant = $6, informant_phone = $7, mother_address = $8, mother_identity = $9, mother_pin = $10,
    mother_family_name = $11, mother_given_name = $12, mother_birth_date = $13, mother_name_key = $14, father_identity = $15,
    father_pin = $16, father_family_name = $17, father_given_name = $18, father_birth_date = $19, territory = $20,
    territory_source = $21, mother_territory = $22
  WHERE id = $1`;

/** Says later what was missing when a birth was notified. Watch, task and deadlines follow the mother's territory. */
@Injectable()
export class CompleteNotification {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /** Throws NOT_FOUND to everybody but who notified, CONFLICT, and BAD_USER_INPUT by field. */
  async complete(said: CompletionOf): Promise<void> {
    const [locked] = await tx().sql<{ version: number }>(
      'SELECT version FROM birth_notification WHERE id = $1 FOR UPDATE',
      [said.id],
    );
    if (!locked) throw standard.notFound();
    expectVersion(locked, said.version);
    const row = await tx().manager.getRepository(BirthNotification).findOneByOrFail({ id: said.id });
    const stands: Completable = { ...row, territory: row.territoryCode, mother: motherOf(row), father: fatherOf(row) };
    const { facilityCode: facility, birthTerritory } = row;
    const places = await knownPlaces([{ facility, birthTerritory, motherTerritory: said.motherTerritory ?? null }]);
    const completed = complete(stands, said, places, this.law);
    await write(said.id, completed);
    if (completed.territory !== stands.territory) {
      await tx().sql('SELECT follow_notification($1)', [said.id]);
      await tellStanding([said.id]);
    }
    await publish({
      type: 'BirthNotificationCompleted',
      subjectId: said.id,
      payload: {
        notificationId: said.id,
        weightGrams: said.weightGrams ? completed.weightGrams : null,
        mother: said.mother ? parentOnWire(completed.mother) : null,
        father: said.father && completed.father ? parentOnWire(completed.father) : null,
      },
    });
    await queueDuplicateSearch([said.id]);
    recordChange({
      person: row.childPersonId,
      subjectType: 'BirthNotification',
      subjectId: said.id,
      change: 'NOTIFICATION_COMPLETED',
      withheld: row.careStatus !== 'WITH_PARENTS',
    });
  }
}

async function write(id: string, birth: Completable): Promise<void> {
  const { mother, father } = birth;
  await tx().sql(WRITE, [
    id,
    birth.weightGrams,
    birth.plurality,
    birth.birthOrder,
    birth.deliveryId,
    birth.attendant,
    birth.informantPhone,
    birth.motherAddress,
    mother.identity,
    mother.pin,
    mother.familyName,
    mother.givenName,
    mother.birthDate,
    motherNameKey(mother),
    father?.identity ?? null,
    father?.pin ?? null,
    father?.familyName ?? null,
    father?.givenName ?? null,
    father?.birthDate ?? null,
    birth.territory,
    birth.territorySource,
    birth.motherTerritory,
  ]);
}
