import type { RunningSystem } from '../system/running-system.js';

const AT_ONCE = 6;

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

/** The public door: asks the graph with tokens of the local provider, and in no other way. */
export class Graph {
  /** How many requests were answered. */
  asked = 0;

  constructor(private readonly system: Pick<RunningSystem, 'url' | 'token'>) {}

  /** The answer's data. Throws {@link Refused} with the first error where there is one. */
  async ask(role: string, query: string, variables: object = {}, at: { facility?: string } = {}): Promise<Data> {
    const token = await this.system.token(role, 'facility' in at ? at : WHOLE_COUNTRY[role]);
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
}

const COUNTRY = { territory: 'KG' };
const WHOLE_COUNTRY: Readonly<Record<string, { territory: string } | undefined>> = {
  ...{ registrar: COUNTRY, 'social-worker': COUNTRY, 'social-supervisor': COUNTRY, guardianship: COUNTRY },
};

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
