import { tx } from '@kamkor/persistence';
import { keyed, loader } from '@kamkor/subgraph';

/** The notification that was kept in place of one that was closed. */
export const keptOf = loader(async (ids: readonly string[]) =>
  keyed(
    await tx().sql<{ id: string; kept: string }>(
      'SELECT id, duplicate_of AS kept FROM birth_notification WHERE id = ANY ($1::uuid[]) AND duplicate_of IS NOT NULL',
      [ids],
    ),
    ({ id }) => id,
  ),
);
