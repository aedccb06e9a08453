import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { readGatewayConfig } from './config.js';
import { startGateway } from './gateway.js';

const committedSupergraph = new URL('../../supergraph.graphql', import.meta.url);

try {
  const config = readGatewayConfig(process.env);
  const logger = pino({ level: config.LOG_LEVEL, base: { service: 'gateway' } });
  const supergraph = await readFile(config.KAMKOR_SUPERGRAPH ?? committedSupergraph, 'utf8');
  const gateway = await startGateway(config, supergraph, logger);
  logger.info({ port: gateway.port }, 'ready');
  const stop = () => {
    logger.info('stopping');
    void gateway.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
