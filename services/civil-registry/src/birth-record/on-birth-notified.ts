import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { Law } from '../rules/law.js';
import { canBeMother } from '../rules/person/mother-age.js';
import { recordBirths } from './record-births.js';

type Notified = EventPayload<'BirthNotified'>;

/**
 * Notified births become birth records, and their children become persons of the registry. A batch takes the same few
 * statements as one event. A PIN of somebody too young or too old to be the mother is a slip of the pen: it stays on
 * the record, and no mother is linked. A stillborn child leaves nothing here: no person, and no record that somebody
 * could open in front of the mother.
 */
export async function onBirthNotified(
  events: readonly ReadEvent<Notified>[],
  { book }: Pick<Law, 'book'>,
): Promise<void> {
  const born = events.map(({ payload }) => payload).filter(({ live }) => live);
  if (born.length === 0) return;
  const mothers = await mothersByPin(born);
  await recordBirths(
    born.map((birth) => {
      const motherPin = birth.mother.identity === 'PIN' ? birth.mother.pin : null;
      const mother = motherPin === null ? undefined : mothers.get(motherPin);
      const possible = mother && canBeMother(mother.birthDate, Temporal.PlainDate.from(birth.birthDate), book);
      return { ...birth, motherPin, mother: possible ? mother.id : null, sibling: null };
    }),
  );
}

interface KnownMother {
  readonly id: string;
  readonly pin: string;
  readonly birthDate: Temporal.PlainDate;
}

/** Locks the mothers, so that two batches don't link one child of a mother to two notifications. */
async function mothersByPin(born: readonly Pick<Notified, 'mother'>[]): Promise<Map<string, KnownMother>> {
  const pins = born.flatMap(({ mother }) => (mother.identity === 'PIN' ? mother.pin : []));
  const found = await tx().sql<KnownMother>(
    'SELECT id, pin, birth_date AS "birthDate" FROM person WHERE pin = ANY ($1) ORDER BY id FOR NO KEY UPDATE',
    [pins],
  );
  return new Map(found.map((mother) => [mother.pin, mother]));
}
