import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { interact } from './interaction.js';
import { localProvider, type Narrowings } from './provider.js';
import { providerSecrets } from './secrets.js';

export interface RunningProvider {
  readonly issuer: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves the local OpenID provider on 127.0.0.1. `folder` keeps its keys and the machines' secrets; `port` 0: any free one. */
export async function serveIdentity({ folder, port }: { folder: string; port: number }): Promise<RunningProvider> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('the local OpenID provider lets everybody in: it is refused when NODE_ENV=production');
  }
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const listening = (server.address() as AddressInfo).port;
  const issuer = `http://127.0.0.1:${listening}`;
  await serve(server, issuer, folder);
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 1_000).unref();
    });
  return { issuer, port: listening, stop };
}

async function serve(server: Server, issuer: string, folder: string): Promise<void> {
  const narrowings: Narrowings = new Map();
  const provider = localProvider(issuer, await providerSecrets(folder), narrowings);
  provider.on('server_error', (_ctx, error) => console.log(JSON.stringify({ level: 'error', msg: error.message })));
  provider.on('grant.revoked', (_ctx, grantId) => narrowings.delete(grantId));
  const flows = provider.callback();
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    if (pathname === '/livez' || pathname === '/readyz') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ready":true}');
    } else if (pathname.startsWith('/interaction/')) {
      interact(provider, narrowings, request, response).catch(() => {
        if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain' });
        response.end('This log-in is over or was never begun. Start again from where you came.');
      });
    } else {
      void flows(request, response);
    }
  });
}
