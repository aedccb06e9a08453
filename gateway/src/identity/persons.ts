import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { BoundedMap } from '../bounded-map.js';
import type { SubgraphClient } from '../graph/subgraph-client.js';

const KNOWN_MS = 60_000;
// Somebody who was entered a moment ago should not have to wait a minute until they are known.
const UNKNOWN_MS = 10_000;
const answer = z.object({ person: z.uuid().nullable() });

/** The civil registry could not say who the citizen is. */
export class RegistryUnavailable extends Error {}

export type PersonByIdentifier = (pin: string, requestId: string) => Promise<string | null>;

/**
 * Asks civil-registry `POST /internal/person-by-identifier` (`{ pin }` → `{ person: uuid | null }`) as the role
 * `gateway`. Answers are kept at most 60 s, under a keyed hash of the identifier; simultaneous questions are one.
 * Throws {@link RegistryUnavailable}.
 */
export function personsOf(registry: SubgraphClient, signed: () => string): PersonByIdentifier {
  const secret = randomBytes(32);
  const known = new BoundedMap<{ person: string | null }>(20_000);
  const asked = new Map<string, Promise<string | null>>();

  return (pin, requestId) => {
    const key = createHmac('sha256', secret).update(pin).digest('base64');
    const remembered = known.get(key);
    if (remembered) return Promise.resolve(remembered.person);
    let question = asked.get(key);
    if (!question) {
      question = ask(pin, requestId)
        .then((person) => {
          known.set(key, { person }, Date.now() + (person ? KNOWN_MS : UNKNOWN_MS));
          return person;
        })
        .finally(() => asked.delete(key));
      asked.set(key, question);
    }
    return question;
  };

  async function ask(pin: string, requestId: string): Promise<string | null> {
    try {
      const { status, body } = await registry.post(
        '/internal/person-by-identifier',
        { 'content-type': 'application/json', 'kamkor-principal': signed(), 'kamkor-request-id': requestId },
        JSON.stringify({ pin }),
      );
      if (status !== 200) throw new Error(`answered ${status}`);
      return answer.parse(JSON.parse(body)).person;
    } catch (cause) {
      throw new RegistryUnavailable('the civil registry did not say who the citizen is', { cause });
    }
  }
}
