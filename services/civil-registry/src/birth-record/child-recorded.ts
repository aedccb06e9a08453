import type { EventDraft } from '@kamkor/events';
import type { AnyPublication } from '@kamkor/outbox';
import type { RegistryState } from '../rules/birth-record/child-identity.js';

export interface RecordedChild {
  readonly id: string;
  readonly notificationId: string;
  readonly childId: string | null;
  readonly motherId: string | null;
  readonly registryState: RegistryState;
  readonly withheldFromMother: boolean;
}

/** The registry's answer to a notification. It names no mother from whom the child is withheld. */
export function childRecorded(record: RecordedChild): AnyPublication {
  const { id, notificationId, childId, motherId, registryState, withheldFromMother } = record;
  return {
    type: 'ChildRecorded',
    subjectId: id,
    payload: {
      notificationId,
      birthRecordId: id,
      motherPersonId: withheldFromMother ? null : motherId,
      registryState,
      personId: childId,
    } as EventDraft<'ChildRecorded'>,
  };
}
