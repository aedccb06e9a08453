import { z } from 'zod';
import { EventKind } from './event-kind.js';
import { instantText, maybe, placeCode, uuid } from './fields.js';

/** A family is registered as being in a hard life situation; `visitId` names the visit whose finding led to it. */
export const HardshipCaseRegistered = EventKind.first(
  { type: 'HardshipCaseRegistered', producer: 'social-benefits', subjectType: 'HardshipCase' },
  z.object({
    caseId: uuid,
    visitId: uuid,
    notificationId: maybe(uuid),
    territory: placeCode,
    registeredAt: instantText,
  }),
);
