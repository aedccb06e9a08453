import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { type AccessLogPage, accessCountsOf, accessLogsOf, recordRead } from '@kamkor/trail';
import type { GraphQLResolveInfo } from 'graphql';
import { type Page, type PageRequest, pageSize } from '../paging/page.js';
import { loader } from '../request/loader.js';
import { isUuid } from '../schema/scalars.js';
import type { AccessLogEntry } from './access-log-types.js';
import { usualPurpose } from './usual-purpose.js';

/** One page of the log of one person, read together with those of others that are asked for. */
export async function pageOfAccesses(
  person: string,
  { first, after }: PageRequest,
  { schema, parentType, fieldName }: GraphQLResolveInfo,
): Promise<Page<AccessLogEntry>> {
  const part = JSON.stringify([pageSize(first), after ?? null]);
  const { entries, hasNextPage } = (await logOf(`${part} ${person}`)) ?? NOTHING;
  const { principal } = tx();
  const own = principal.person === person;
  if (!own && entries.length > 0) {
    recordRead({ person, group: 'access-log', policy: `${parentType.name}.${fieldName}` });
  }
  const ofChild = !own && !hasRole(principal, ['auditor']);
  const edges = entries.map((entry) => ({
    node: ofChild ? { ...entry, purpose: usualPurpose(schema, entry) } : entry,
    cursor: entry.cursor,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return countOf(person).then((count) => count ?? 0);
    },
  };
}

const NOTHING: AccessLogPage = { entries: [], hasNextPage: false };

/** By part and person; the pages of one part are one statement. */
const logOf = loader(async (keys: readonly string[]) => {
  const asked = keys.map((key) => ({ key, part: key.slice(0, -37), person: key.slice(-36) }));
  const found = new Map<string, AccessLogPage>();
  for (const [part, of] of Map.groupBy(
    asked.filter(({ person }) => isUuid(person)),
    (one) => one.part,
  )) {
    const [first, after] = JSON.parse(part) as [number, string | null];
    const logs = await accessLogsOf(
      of.map(({ person }) => person),
      { first, after },
    );
    for (const { key, person } of of) found.set(key, logs.get(person) ?? NOTHING);
  }
  return found;
});

const countOf = loader((persons: readonly string[]) => accessCountsOf(persons.filter(isUuid)));
