import type { RunningSystem } from '@kamkor/local';

const AT_ONCE = 6;
const PAGE = 100;

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape that the question asks for
export type Data = any;

/** A refusal of the graph, by its published code. */
export class Refused extends Error {
  constructor(
    role: string,
    readonly code: string,
    details: unknown,
  ) {
    super(`${role} was refused: ${JSON.stringify(details)}`);
  }
}

/** Where somebody works: a district's official sees no other district. */
export type Workplace = { readonly territory: string } | { readonly facility: string };
export const COUNTRY: Workplace = { territory: 'KG' };

/** The public door: asks the graph with tokens of the local provider, and in no other way. */
export class Graph {
  /** How many requests were answered. */
  asked = 0;

  constructor(private readonly system: Pick<RunningSystem, 'url' | 'token'>) {}

  /** The answer's data. Throws {@link Refused} with the first error where there is one. */
  async ask(role: string, query: string, variables: object, at: Workplace): Promise<Data> {
    const token = await this.system.token(role, at);
    const response = await fetch(this.system.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Data;
    this.asked += 1;
    if (errors?.length) throw new Refused(role, errors[0].extensions?.code, errors[0]);
    return data;
  }

  /** All of a list, page by page: `list(args) { node }`, arguments without `first` and `after`. */
  async all(role: string, list: string, args: string, node: string, at: Workplace): Promise<Data[]> {
    const query = `query ($after: String) { list: ${list}(first: ${PAGE}, after: $after, ${args}) {
      pageInfo { endCursor hasNextPage } edges { node { ${node} } } } }`;
    const nodes: Data[] = [];
    for (let after: string | null = null; ; ) {
      const { edges, pageInfo }: Data = (await this.ask(role, query, { after }, at)).list;
      nodes.push(...edges.map((edge: Data) => edge.node));
      if (!pageInfo.hasNextPage) return nodes;
      after = pageInfo.endCursor;
    }
  }

  /** How long a list is. */
  async count(role: string, list: string, args: string, at: Workplace): Promise<number> {
    return (await this.ask(role, `{ list: ${list}(first: 1, ${args}) { totalCount } }`, {}, at)).list.totalCount;
  }
}

/** Does something for each, a few at the same time, and stops at the first that fails. */
export async function forEach<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const lane = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, all.length) }, lane));
}

export const inChunks = <One>(all: readonly One[], size: number): One[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

const ATTEMPTS = 3;

/** What reads a version and sends it. Somebody else may have changed the record meanwhile: then it is tried anew. */
export async function retried<Outcome>(attempt: () => Promise<Outcome>): Promise<Outcome> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'CONFLICT' || count === ATTEMPTS) throw error;
    }
  }
}
