import { readFile } from 'node:fs/promises';
import { ConfigurationError, readGatewayConfig } from './config.js';
import { startGateway } from './gateway.js';
import { gatewayLogger } from './telemetry/log.js';

const COMMITTED_SUPERGRAPH = new URL('../../supergraph.graphql', import.meta.url);
/** BSD's EX_CONFIG, as the other processes exit with. */
const EXIT_CONFIGURATION = 78;
const STOP_WITHIN_MS = 20_000;

const logger = gatewayLogger(process.env.LOG_LEVEL || 'info');
for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(event, (err) => {
    logger.fatal({ err }, event);
    process.exit(1);
  });
}

try {
  const config = readGatewayConfig(process.env);
  const supergraph = await readFile(config.KAMKOR_SUPERGRAPH ?? COMMITTED_SUPERGRAPH, 'utf8');
  const gateway = await startGateway(config, supergraph, logger);
  const stop = (signal: string) => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void gateway.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  logger.info({ port: gateway.port }, 'ready');
} catch (err) {
  if (err instanceof ConfigurationError) {
    process.stderr.write(`${err.message}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
  logger.fatal({ err }, 'could not start');
  process.exit(1);
}
