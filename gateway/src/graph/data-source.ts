import type { GraphQLDataSource } from '@apollo/gateway';
import { standard } from '@kamkor/errors';
import { PRINCIPAL_HEADER } from '@kamkor/principal';
import { ServiceDown } from '../answers/service-down.js';
import type { Caller } from '../identity/callers.js';
import { CallFailed, type SubgraphAnswer, type SubgraphClient } from './subgraph-client.js';

/** What a client's request brings along for every call of a subgraph that is made for it. */
export interface CallContext {
  readonly caller: Caller;
  readonly headers: Readonly<Record<string, string>>;
}

type Options = Parameters<GraphQLDataSource<CallContext & Record<string, unknown>>['process']>[0];
type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** A subgraph answered, but not as a subgraph does. That is our fault or its own, and never the client's. */
export class BrokenAnswer extends Error {
  constructor(
    readonly service: string,
    readonly status: number,
  ) {
    super(`${service} answered ${status} without a GraphQL result`);
  }
}

export type CallObserver = (service: string, seconds: number, outcome: 'answered' | 'down' | 'broken') => void;

/**
 * Calls one subgraph for the query plan.
 *
 * Identical calls in flight are not merged, though other gateways get half of their speed from that. Two requests that
 * shared a call would be one read in the trail, under the number of one of them, while two people, or one for two purposes,
 * saw the record. Within one request the planner makes no call twice.
 */
export class LeanDataSource implements GraphQLDataSource {
  constructor(
    private readonly client: SubgraphClient,
    private readonly observe: CallObserver,
  ) {}

  async process({ request, context }: Options): Promise<Answer> {
    const { caller, headers } = context as CallContext;
    const { query, variables, operationName } = request;
    const body = JSON.stringify({ query, variables, operationName });
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const { name } = this.client;
    let answer: SubgraphAnswer;
    try {
      answer = await this.call({ ...headers, [PRINCIPAL_HEADER]: caller.signed() }, body, isMutation(query));
    } catch (error) {
      this.observe(name, seconds(), 'down');
      throw error;
    }
    const result = graphqlResult(answer, caller);
    this.observe(name, seconds(), result ? 'answered' : isGone(answer) ? 'down' : 'broken');
    if (result) return result;
    throw isGone(answer) ? down(name) : new BrokenAnswer(name, answer.status);
  }

  /** A read whose connection broke is asked once more. A mutation never is: the client repeats it with its key. */
  private async call(headers: Record<string, string>, body: string, mutation: boolean): Promise<SubgraphAnswer> {
    const { name, url } = this.client;
    try {
      return await this.client.post(url.pathname, headers, body);
    } catch (first) {
      if (!(first instanceof CallFailed)) throw first;
      if (mutation)
        throw first.sent ? new ServiceDown(name, standard.outcomeUnknown({}, { service: name })) : down(name);
      if (!first.connectionLost) throw down(name);
    }
    try {
      return await this.client.post(url.pathname, headers, body);
    } catch {
      throw down(name);
    }
  }
}

/** A subgraph for which this deployment has no address. */
export class AbsentDataSource implements GraphQLDataSource {
  constructor(private readonly service: string) {}

  process(): Promise<never> {
    return Promise.reject(down(this.service));
  }
}

const isMutation = (query: string | undefined): boolean => query?.startsWith('mutation') ?? false;

const down = (service: string): ServiceDown => new ServiceDown(service, standard.unavailable({}, { service }));

const isGone = ({ status }: SubgraphAnswer): boolean => status >= 502 && status <= 504;

function graphqlResult({ status, body }: SubgraphAnswer, caller: Caller): Answer | null {
  // A subgraph that does not believe our signature must not look like a client's bad token.
  if (status === 401 && caller.principal.subject !== 'anonymous') return null;
  try {
    const result = JSON.parse(body) as Answer | null;
    if (typeof result !== 'object' || result === null || Array.isArray(result)) return null;
    return Array.isArray(result.errors) || (typeof result.data === 'object' && result.data !== null) ? result : null;
  } catch {
    return null;
  }
}
