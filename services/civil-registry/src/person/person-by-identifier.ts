import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { contextOf, type Doors } from '@kamkor/subgraph';
import { z } from 'zod';

type Door = Doors[string];

const question = z.object({ pin: z.string().min(1).max(64) });

/**
 * `POST /internal/person-by-identifier` `{ pin }` → `{ person: uuid | null }`, for the gateway alone, which turns the
 * identifier in a citizen's token into the person's id. There is no trail entry: nobody learns anything about a person
 * from an id, and a citizen's own log-ins would fill that citizen's log. The identifier is never logged.
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
