import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from './log.js';

export interface Listener {
  close(): Promise<void>;
}

const KEEPALIVE_MS = 30_000;
const RETRY_MS = { first: 100, most: 5_000 };

/**
 * Calls `onNotify` for every NOTIFY on the channels, over a connection of its own that is opened again when it breaks.
 * After each opening it calls `onNotify(channel, '')` once per channel: what was notified meanwhile is not delivered
 * later, so the listener has to look for itself. Resolves once the first connection listens, or failed and is retried.
 */
export async function listen(
  url: string,
  channels: readonly string[],
  onNotify: (channel: string, payload: string) => void,
  options: { readonly applicationName?: string; readonly log?: Logger } = {},
): Promise<Listener> {
  const closing = new AbortController();
  let client: pg.Client | undefined;

  const connect = async (): Promise<pg.Client> => {
    const next = new pg.Client({
      connectionString: url,
      application_name: options.applicationName ?? 'kamkor-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    next.on('error', () => undefined);
    next.on('notification', ({ channel, payload }) => onNotify(channel, payload ?? ''));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    for (const channel of channels) onNotify(channel, '');
    return next;
  };

  const keep = async (firstTry: () => void) => {
    for (let wait = RETRY_MS.first; !closing.signal.aborted; ) {
      try {
        client = await connect();
        wait = RETRY_MS.first;
        firstTry();
        await broken(client, closing.signal);
      } catch (err) {
        options.log?.warn({ err, channels }, 'not listening');
      }
      firstTry();
      await client?.end().catch(() => undefined);
      client = undefined;
      await delay(wait, undefined, { signal: closing.signal }).catch(() => undefined);
      wait = Math.min(wait * 2, RETRY_MS.most);
    }
  };

  let kept: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    kept = keep(resolve);
  });
  return {
    close: async () => {
      closing.abort();
      await kept;
    },
  };
}

/** Resolves when the connection is gone, answers no more, or is not wanted any more. */
function broken(client: pg.Client, unwanted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const beat = setInterval(() => void client.query('SELECT 1').catch(finish), KEEPALIVE_MS);
    function finish() {
      clearInterval(beat);
      resolve();
    }
    client.once('end', finish);
    client.once('error', finish);
    unwanted.addEventListener('abort', finish, { once: true });
  });
}
