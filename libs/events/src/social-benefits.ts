import { z } from 'zod';
import { EventKind } from './event-kind.js';
import { instantText, placeCode, uuid } from './fields.js';

/** A family is registered as being in a hard life situation; `visitId` names the visit whose finding led to it. */
export const HardLifeSituationRegistered = EventKind.first(
  { type: 'HardLifeSituationRegistered', producer: 'social-benefits', subjectType: 'HardLifeSituation' },
  z.object({
    situationId: uuid,
    visitId: uuid,
    notificationId: uuid,
    territory: placeCode,
    registeredAt: instantText,
  }),
);
