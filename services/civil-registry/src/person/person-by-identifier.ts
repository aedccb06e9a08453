import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { contextOf, type Doors } from '@kamkor/subgraph';
import { z } from 'zod';

type Door = Doors[string];

const question = z.object({ pin: z.string().min(1).max(64) });

/**
 * `POST /internal/person-by-identifier` `{ pin }` → `{ person: uuid | null }`, for the gateway alone: it turns the
 * identifier of a citizen's token into the person's id. No trail entry: nobody learns anything about a person from an
 * id, and the citizen's own log would fill with the citizen's own log-ins. The identifier is never logged.
 */
export const personByIdentifier: Door = async (request, response) => {
  const { scope } = contextOf(request);
  if (request.method !== 'POST') return void response.status(405).json({ error: 'POST only' });
  if (!hasRole(scope.occasion.principal, ['gateway'])) return void response.status(403).json({ error: 'forbidden' });
  const asked = question.safeParse(request.body);
  if (!asked.success) return void response.status(400).json({ error: 'pin is missing' });
  await scope.read();
  const [found] = await tx().sql<{ person: string | null }>('SELECT person_by_identifier($1) AS person', [
    asked.data.pin,
  ]);
  await scope.close();
  response.json({ person: found?.person ?? null });
};
