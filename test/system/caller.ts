import type { RunningSystem } from '@kamkor/local';
import type { Answer } from '@kamkor/testing';

type Where = Pick<RunningSystem, 'url' | 'token'>;

/** Somebody with a token of the local provider who asks the graph through the gateway, as a front end would. */
export interface Caller {
  /** The answer as it came, errors included. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** The data. Throws with the first error where there is one. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
  get(query: string, variables?: object, headers?: Record<string, string>): Promise<any>;
}

export function caller(system: Where, role: string, at: { territory?: string; facility?: string } = {}): Caller {
  const ask = async (query: string, variables: object = {}, headers: Record<string, string> = {}) => {
    const response = await fetch(system.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await system.token(role, at)}`,
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  return {
    ask,
    get: async (query, variables, headers) => {
      const { data, errors } = await ask(query, variables, headers);
      if (errors?.length) throw new Error(`${role}: ${errors[0]!.message} ${JSON.stringify(errors[0])}`);
      return data;
    },
  };
}
