import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { placeOf, refusalIn, schemaRefusal } from '@kamkor/errors';
import { PRINCIPAL_HEADER, type Principal, principalVerifier } from '@kamkor/principal';
import { type DocumentNode, execute, type GraphQLError, parse, validate } from 'graphql';

/** What a fixture's resolvers get. */
export interface FixtureContext {
  readonly principal: Principal;
  readonly headers: IncomingMessage['headers'];
}

export interface FixtureSubgraph {
  readonly url: string;
  readonly server: Server;
  /** The bodies of the requests that came, oldest first. */
  readonly seen: string[];
  /** Sent instead of the next answer: `reset` breaks the connection, a number is a status without a result. */
  next?: 'reset' | number;
  /** Holds the next request back until it is released. */
  hold(): { readonly arrived: Promise<void>; release(): void };
  /** Takes requests and answers none until `thaw`: what a stopped process does. */
  freeze(): { thaw(): void };
  close(): Promise<void>;
}

interface GraphQLBody {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** What graphql-js refuses before it executes. */
class Refused extends Error {
  constructor(
    readonly all: readonly GraphQLError[],
    readonly document: DocumentNode,
  ) {
    super('refused');
  }
}

/** As a service says it. */
function refusedAs(error: GraphQLError, document: DocumentNode) {
  const place = placeOf(error, document) ?? 'query';
  const { message, code, reason, details } = refusalIn(error)?.within(place) ?? schemaRefusal(error.message, place);
  return { message, extensions: { code, reason, ...details } };
}

type SubgraphModule = Parameters<typeof buildSubgraphSchema>[0];

/** A real subgraph over HTTP that believes only a signed principal, as lean as a subgraph can be. */
export async function fixtureSubgraph(
  modules: SubgraphModule,
  publicKey: string,
  routes: Record<string, (body: string, principal: Principal) => unknown> = {},
): Promise<FixtureSubgraph> {
  const schema = buildSubgraphSchema(modules);
  const verify = principalVerifier(publicKey);
  const documents = new Map<string, DocumentNode>();
  const document = (query: string) => {
    let known = documents.get(query);
    if (!known) {
      known = parse(query);
      const errors = validate(schema, known);
      if (errors.length > 0) throw new Refused(errors, known);
      documents.set(query, known);
    }
    return known;
  };
  const fixture = { seen: [] as string[], next: undefined as FixtureSubgraph['next'] };
  let frozen: Promise<void> | undefined;
  let gate: { arrive(): void; opened: Promise<void> } | undefined;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      if (fixture.seen.length < 1_000) fixture.seen.push(body);
      await frozen;
      const held = gate;
      gate = undefined;
      held?.arrive();
      await held?.opened;
      const { next } = fixture;
      fixture.next = undefined;
      if (next === 'reset') return request.socket.resetAndDestroy();
      if (next) return response.writeHead(next).end('broken');
      const { status, answer } = await reply(request, body);
      const text = JSON.stringify(answer);
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      return response.end(text);
    });
  });

  async function reply(request: IncomingMessage, body: string) {
    try {
      const principal = verify(request.headers[PRINCIPAL_HEADER] as string | undefined);
      const route = routes[request.url ?? ''];
      if (route) return { status: 200, answer: route(body, principal) };
      const { query, variables, operationName } = JSON.parse(body) as GraphQLBody;
      const contextValue: FixtureContext = { principal, headers: request.headers };
      const answer = await execute({
        schema,
        document: document(query),
        variableValues: variables,
        operationName,
        contextValue,
      });
      if (answer.errors && !('data' in answer)) throw new Refused(answer.errors, document(query));
      return { status: 200, answer };
    } catch (error) {
      if (!(error instanceof Refused)) return { status: 401, answer: { errors: [{ message: String(error) }] } };
      return { status: 400, answer: { errors: error.all.map((one) => refusedAs(one, error.document)) } };
    }
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return Object.assign(fixture, {
    url,
    server,
    hold() {
      const arrived = Promise.withResolvers<void>();
      const opened = Promise.withResolvers<void>();
      gate = { arrive: arrived.resolve, opened: opened.promise };
      return { arrived: arrived.promise, release: opened.resolve };
    },
    freeze() {
      const ice = Promise.withResolvers<void>();
      frozen = ice.promise;
      return { thaw: ice.resolve };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
