import pg from 'pg';

/** Texts that are remembered, over all connections of the process; those beyond are planned each time. */
const MOST = 1_000;

/**
 * Name by text, undefined after the first time: a text that comes once, such as one with a list of so many ids, is not
 * worth a plan of its own.
 */
const names = new Map<string, string | undefined>();
let named = 0;

function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined) return name;
  if (names.has(text)) {
    named += 1;
    names.set(text, `kamkor_${named}`);
    return names.get(text);
  }
  if (names.size < MOST) names.set(text, undefined);
  return undefined;
}

/** A column has changed its type under a plan that a connection had kept, as happens in a migration. */
const planIsStale = (error: { readonly code?: string; readonly routine?: string }): boolean =>
  error.code === '0A000' && error.routine === 'RevalidateCachedQuery';

type Query = (...args: unknown[]) => Promise<unknown>;

interface Prepared {
  parsedStatements: object;
  submittedNamedStatements: object;
}

/**
 * Statements with parameters are parsed and planned once for each connection: under row-level policies that costs more than
 * running them, for nearly all that one request does. A plan that a migration made stale fails its transaction, and all
 * plans of that connection are made anew with the next one.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send = super.query.bind(this) as unknown as Query;
    let stale = false;
    const query: Query = (text, values, ...others) => {
      if (stale && text === 'START TRANSACTION') {
        stale = false;
        Object.assign(this.prepared, { parsedStatements: {}, submittedNamedStatements: {} } satisfies Prepared);
        return send(`DEALLOCATE ALL; ${text}`, values, ...others);
      }
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      if (name === undefined) return send(text, values, ...others);
      const answer = send({ name, text, values }, ...others);
      answer?.catch((error) => {
        stale ||= planIsStale(error);
      });
      return answer;
    };
    this.query = query as unknown as pg.Client['query'];
  }

  private get prepared(): Prepared {
    return (this as unknown as { readonly connection: Prepared }).connection;
  }
}
