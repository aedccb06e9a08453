import type { AddressInfo } from 'node:net';
import {
  generatePrincipalKeys,
  PRINCIPAL_HEADER,
  type Principal,
  principalSigner,
  principalVerifier,
} from '@kamkor/principal';
import type { Doors, SubgraphOptions } from '@kamkor/subgraph';
import { type Clock, systemClock } from '@kamkor/time';
import type { DataSource } from 'typeorm';

export type Answer = {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
  data?: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
};

export interface BootedSubgraph {
  readonly url: string;
  /** Asks the graph over HTTP as a principal signed with this subgraph's key. */
  ask(principal: Principal, query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** A door beside the graph. */
  post(principal: Principal, path: string, body: unknown): Promise<Response>;
  /** Everything that ended as an unexpected error. */
  readonly unexpected: unknown[];
  close(): Promise<void>;
}

/** A subgraph listening on a free port over a database of the role app, as `main.ts` would start it. */
export async function bootedSubgraph(options: {
  readonly dataSource: DataSource;
  readonly providers: SubgraphOptions['providers'];
  readonly doors?: Doors;
  readonly clock?: Clock;
}): Promise<BootedSubgraph> {
  // Loaded here, so that suites without a graph don't pay for the framework.
  const { createSubgraphApp, NoSuchField } = await import('@kamkor/subgraph');
  const keys = generatePrincipalKeys();
  const sign = principalSigner(keys.privateKey);
  const unexpected: unknown[] = [];
  const app = await createSubgraphApp({
    ...options,
    clock: options.clock ?? systemClock,
    verify: principalVerifier(keys.publicKey),
    log: (error) => {
      if (error instanceof NoSuchField) throw error;
      unexpected.push(error);
    },
  });
  const server = await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (principal: Principal, path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [PRINCIPAL_HEADER]: sign(principal), ...headers },
      body: JSON.stringify(body),
    });
  return {
    url,
    unexpected,
    post,
    ask: async (principal, query, variables = {}, headers = {}) =>
      (await (await post(principal, '/graphql', { query, variables }, headers)).json()) as Answer,
    close: () => app.close(),
  };
}
