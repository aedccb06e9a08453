import type { Logger } from 'pino';
import { type Dispatcher, Pool } from 'undici';
import { Silence } from './silence.js';

const CONNECTIONS = 64;
const WAITING_LIMIT = 1_024;
const ANSWER_LIMIT = 64 * 1024 * 1024;
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const UNHEARD = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const CONNECTION_LOST = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

export interface SubgraphAnswer {
  readonly status: number;
  readonly body: string;
}

/** A call that brought no answer. */
export class CallFailed extends Error {
  /** Whether the service may have seen the request. */
  readonly sent: boolean;
  /** Whether the connection broke, as one that is kept alive does when the other side has just closed it. */
  readonly connectionLost: boolean;
  /** Whether the time ran out without an answer. */
  readonly unheard: boolean;

  constructor(cause: Error & { code?: string }, { begun = true } = {}) {
    super(`no answer (${cause.code ?? cause.name})`, { cause });
    this.sent = begun && !NEVER_SENT.has(cause.code ?? '');
    this.connectionLost = CONNECTION_LOST.has(cause.code ?? '');
    this.unheard = UNHEARD.has(cause.code ?? '');
  }
}

/**
 * The connections to one service, which are kept alive. Requests are not pipelined: a slow answer would hold up those behind it.
 * The answer is collected straight from the parser; a stream for each would cost as much as the rest of the call.
 */
export class SubgraphClient {
  private readonly pool: Pool;
  private readonly silence: Silence;
  private underWay = 0;
  private readonly timeouts: { readonly headersTimeout: number; readonly bodyTimeout: number };

  constructor(
    readonly name: string,
    readonly url: URL,
    timeoutMs: number,
    log: Pick<Logger, 'warn' | 'info'>,
  ) {
    this.silence = new Silence(name, new URL('/livez', url), log);
    this.pool = new Pool(url.origin, { connections: CONNECTIONS, pipelining: 1, connect: { timeout: timeoutMs } });
    this.timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  }

  /** Posts text and gives status and body. Throws {@link CallFailed}; never repeats a call by itself. */
  post(path: string, headers: Record<string, string>, body: string): Promise<SubgraphAnswer> {
    if (this.silence.frozen) return Promise.reject(new CallFailed(new Error('frozen'), { begun: false }));
    if (this.underWay >= WAITING_LIMIT) {
      return Promise.reject(new CallFailed(new Error('too many calls wait'), { begun: false }));
    }
    this.underWay += 1;
    return new Promise((resolve, reject) => {
      const collector = new Collector(
        (answer) => {
          this.underWay -= 1;
          this.silence.heard();
          resolve(answer);
        },
        (error) => {
          this.underWay -= 1;
          const failure = new CallFailed(error);
          if (failure.unheard) this.silence.unheard();
          else this.silence.heard();
          reject(failure);
        },
      );
      this.pool.dispatch({ method: 'POST', path, headers, body, ...this.timeouts }, collector);
    });
  }

  close(): Promise<void> {
    this.silence.close();
    return this.pool.close();
  }
}

class Collector implements Dispatcher.DispatchHandler {
  private status = 0;
  private size = 0;
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly done: (answer: SubgraphAnswer) => void,
    private readonly failed: (error: Error) => void,
  ) {}

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > ANSWER_LIMIT) controller.abort(new Error('the answer is too large'));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const whole = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.done({ status: this.status, body: whole.toString() });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.failed(error);
  }
}
