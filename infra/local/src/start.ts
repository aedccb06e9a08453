// npm start [-- --fresh]
import { parseArgs } from 'node:util';
import { loadDemoData } from './demo-data.js';
import { CannotStart, publicPort } from './system/public-port.js';
import { queueAnswers } from './system/queue-answers.js';
import { startSystem } from './system/start-system.js';

const tell = (line: string) => console.log(line);
const interrupted = new AbortController();
let stop: (() => Promise<void>) | undefined;

// Who reads our lines may go away (`npm start | head`): that must not keep us from stopping in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// Ctrl-C reaches us from the terminal and once more from npm: only the first counts.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interrupted.signal.aborted) return;
    interrupted.abort(new Error('interrupted'));
    void stop?.();
  });
}

try {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  const system = await startSystem({
    port: publicPort(process.env.KAMKOR_PORT),
    queueUrl: process.env.QUEUE_URL || undefined,
    fresh: values.fresh,
    log: tell,
    signal: interrupted.signal,
  });
  stop = async () => {
    await system.stop(tell);
    tell('stopped; npm start goes on with the same data');
    process.exit(0);
  };
  if (interrupted.signal.aborted) await stop();
  await loadDemoData(system, tell);
  if (process.env.QUEUE_URL && !(await queueAnswers(process.env.QUEUE_URL))) {
    tell(
      'Nothing answers at QUEUE_URL: terms lapse all the same, but no service hears of another until the queue is there.',
    );
  }
  tell(`\nKamkor is ready: ${system.url}\n\n${whatToTry()}`);
} catch (error) {
  if (interrupted.signal.aborted) process.exit(0);
  console.error(error instanceof CannotStart ? error.message : (error as Error).message);
  process.exit(1);
}

function whatToTry(): string {
  return [
    'Try next, in another window:',
    '  npm run token -- registrar          a bearer token of a demo registrar (hospital, social-worker, citizen …)',
    '  npm run clock -- +61d               move legal time: what falls due happens',
    '  npm run journey                     the whole story of a birth, through the graph',
    'Ctrl-C stops everything; npm start -- --fresh starts over.',
  ].join('\n');
}
