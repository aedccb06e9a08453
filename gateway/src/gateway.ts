import type { AddressInfo } from 'node:net';
import { NOBODY, principalSigner } from '@kamkor/principal';
import { simulatedClock } from '@kamkor/time';
import type { Logger } from 'pino';
import { ConfigurationError, type GatewayConfig } from './config.js';
import type { NoticeUnknown } from './graph/checked-data-source.js';
import { AbsentDataSource, LeanDataSource } from './graph/data-source.js';
import { openGraph } from './graph/graph.js';
import { SubgraphClient } from './graph/subgraph-client.js';
import { languageChooser } from './http/language.js';
import { httpServer } from './http/server.js';
import { type Bearer, callerFor, callers } from './identity/callers.js';
import { DEFAULT_CLAIMS, identityFrom } from './identity/claims.js';
import { issuerKeys } from './identity/issuer.js';
import { personsOf, RegistryUnavailable } from './identity/persons.js';
import { tokenVerifier } from './identity/tokens.js';
import { gatewayMetrics } from './telemetry/metrics.js';
import { logUnknownCodes } from './telemetry/request-log.js';

export interface RunningGateway {
  readonly port: number;
  /** Refuses new connections, finishes what is under way, closes the pools. */
  stop(): Promise<void>;
}

/** Starts the gateway over the given supergraph. Throws in production when a subgraph of it has no address. */
export async function startGateway(
  config: GatewayConfig,
  supergraphSdl: string,
  logger: Logger,
): Promise<RunningGateway> {
  const clients = new Map(
    Object.entries(config.KAMKOR_SUBGRAPHS).map(([name, url]) => [
      name,
      new SubgraphClient(name, new URL(url), config.KAMKOR_SUBGRAPH_TIMEOUT_MS, logger),
    ]),
  );
  const metrics = gatewayMetrics();
  const introspection = config.KAMKOR_INTROSPECTION ?? config.NODE_ENV !== 'production';
  const dataSource = (name: string) => {
    const client = clients.get(name);
    if (client) return new LeanDataSource(client, metrics.observeCall);
    // A local system may leave a service out; then it looks like one that is down.
    if (config.NODE_ENV === 'production') throw new ConfigurationError(`KAMKOR_SUBGRAPHS: no address of "${name}"`);
    logger.warn({ service: name }, 'has no address');
    return new AbsentDataSource(name);
  };
  const notice: NoticeUnknown = (service, unknown) => {
    metrics.gotUnknownCodes(service, unknown.length);
    logUnknownCodes(logger, service, unknown);
  };
  const graph = await openGraph(supergraphSdl, introspection, dataSource, notice, logger);

  let ready = true;
  const server = httpServer({
    graph,
    callerOf: callersOf(config, clients.get('civil-registry')),
    chooseLanguage: languageChooser(config.KAMKOR_PROFILE),
    metrics,
    logger,
    ready: () => ready,
    clock: config.KAMKOR_CLOCK_FILE ? simulatedNow(config.KAMKOR_CLOCK_FILE) : undefined,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.PORT, config.HOST, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      ready = false;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await graph.close();
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

function callersOf(config: GatewayConfig, registry: SubgraphClient | undefined) {
  const sign = principalSigner(config.KAMKOR_PRINCIPAL_PRIVATE_KEY);
  const ourselves = callerFor({ ...NOBODY, subject: 'service:gateway', roles: ['gateway'] }, sign);
  const names = { ...DEFAULT_CLAIMS, ...config.KAMKOR_OIDC_CLAIMS };
  const issuer = config.KAMKOR_OIDC_ISSUER;
  const verify = tokenVerifier<Bearer>(
    { issuer, audience: config.KAMKOR_OIDC_AUDIENCE, keys: issuerKeys(issuer) },
    (claims) => {
      const identity = identityFrom(claims, names);
      return identity && { ...identity, caller: callerFor(identity.principal, sign) };
    },
  );
  const unregistered = () => Promise.reject(new RegistryUnavailable('this graph has no civil registry'));
  return callers(verify, registry ? personsOf(registry, ourselves.signed) : unregistered, sign);
}

/** The gateway itself goes by the real clock; it confirms the simulated one as every process of a local system does. */
function simulatedNow(file: string) {
  const clock = simulatedClock(file);
  return async () => {
    const { now, offsetMs } = await clock.refresh();
    return { now: now.toString(), offsetMs };
  };
}
