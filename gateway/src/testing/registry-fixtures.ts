import { standard } from '@kamkor/errors';
import type { Principal } from '@kamkor/principal';
import { GraphQLError, GraphQLScalarType } from 'graphql';
import { type FixtureContext, fixtureSubgraph } from './fixture-subgraph.js';
import {
  birthsSdl,
  civilRegistrySdl,
  documentation,
  earlierBirthsSdl,
  laterBirthsSdl,
  notification,
  person,
  personId,
} from './registry-subgraphs.js';

export const KNOWN_PIN = '11505198012345';
export const KNOWN_PERSON = '00000000-0000-4000-8000-000000000001';

const emptyText = standard.badInput('EMPTY_TEXT', { ky: 'Бош', ru: 'Пусто', en: 'Empty' });
const nonEmptyString = new GraphQLScalarType({
  name: 'NonEmptyString',
  parseValue: (value) => {
    if (typeof value !== 'string' || value === '') throw emptyText();
    return value;
  },
});

/** What `issueCertificate` and `Person.secret` answer with; each is an error like that of a real subgraph. */
const failure = (code: string, extensions: Record<string, unknown> = {}) =>
  new GraphQLError(`text of ${code}`, { extensions: { code, ...extensions } });

const FAILURES: Record<string, () => Error> = {
  reused: () => failure('IDEMPOTENCY_KEY_REUSED', { reason: 'KEY_USED_FOR_OTHER_INPUT' }),
  running: () => failure('IDEMPOTENCY_KEY_IN_USE'),
  refused: () => failure('TRANSITION_REFUSED', { state: 'DOCUMENTED', allowed: ['none'], stack: 'at line 1' }),
  crash: () => new Error('duplicate key value violates unique constraint, Key (pin)=(11505198012345)'),
};

export function civilRegistryFixture(publicKey: string) {
  const whoAmI = (_: unknown, __: unknown, { principal, headers }: FixtureContext) => ({
    ...principal,
    language: headers['accept-language'],
    key: headers['idempotency-key'],
    purpose: headers['kamkor-purpose'],
    request: headers['kamkor-request-id'],
    forged: String(headers['kamkor-principal']).includes('forged'),
  });
  const resolvers = {
    NonEmptyString: nonEmptyString,
    Query: { person: (_: unknown, { id }: { id: string }) => person(id), whoAmI },
    Mutation: {
      issueCertificate(_: unknown, { person: id, number }: { person: string; number: string }) {
        const fails = FAILURES[number];
        if (fails) throw fails();
        return person(id);
      },
    },
    Person: {
      __resolveReference: ({ id }: { id: string }) => person(id),
      number: (_: unknown, { of }: { of: string }) => of,
      secret: () => {
        throw failure('FORBIDDEN', { reason: 'ROLE_NOT_ALLOWED' });
      },
    },
  };
  return fixtureSubgraph([{ typeDefs: civilRegistrySdl, resolvers }] as never, publicKey, {
    '/internal/person-by-identifier': (body: string, principal: Principal) => {
      if (!principal.roles.includes('gateway')) throw new Error('only for the gateway');
      return { person: (JSON.parse(body) as { pin: string }).pin === KNOWN_PIN ? KNOWN_PERSON : null };
    },
  });
}

/** One notification, and its child, have codes that came with the later release. */
const laterResolvers = {
  Notification: {
    state: ({ id, state }: Notified) => (id === 'n-1' ? 'LEFT_THE_COUNTRY' : state),
    reasons: ({ id, reasons }: Notified) => (id === 'n-1' ? ['OFFICE_CLOSED', ...reasons] : reasons),
  },
  Person: {
    documentation: ({ id }: { id: string }) =>
      id === personId(1) ? { ...documentation, state: 'LEFT_THE_COUNTRY' } : documentation,
  },
};
type Notified = ReturnType<typeof notification>;

/** How a service stands to the graph that was composed of it. */
export type Release = 'earlier' | 'same' | 'later';

export function birthsFixture(publicKey: string, release: Release = 'same') {
  const resolvers = {
    Query: {
      notifications: (_: unknown, { first }: { first: number }) => ({
        nodes: Array.from({ length: first }, (__, n) => notification(n)),
        totalCount: 1_000,
      }),
      statistics: () => 876,
    },
    Mutation: { notifyBirth: () => notification(1) },
    Person: {
      __resolveReference: (reference: { id: string }) => (reference.id === 'lost' ? null : reference),
      documentation: () => documentation,
      watched: () => true,
    },
  };
  const later = release === 'later' ? [{ typeDefs: laterBirthsSdl, resolvers: laterResolvers }] : [];
  const typeDefs = release === 'earlier' ? earlierBirthsSdl : birthsSdl;
  return fixtureSubgraph([{ typeDefs, resolvers }, ...later] as never, publicKey);
}
