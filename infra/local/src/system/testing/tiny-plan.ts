import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SystemPlan } from '../plan.js';

/** A process with the endpoints that the launcher and the clock rely on, and nothing behind them. */
const PROCESS = `
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const offsetMs = () => { try { return JSON.parse(readFileSync(process.env.KAMKOR_CLOCK_FILE)).offsetMs } catch { return 0 } };
let asked = 0;
createServer((request, response) => {
  const answer = (content) => response.end(JSON.stringify(content));
  if (request.url === '/crash') process.exit(7);
  if (request.url === '/env') return answer(process.env);
  if (request.url === '/clock') { asked = 0; return answer({ offsetMs: offsetMs() }); }
  if (request.url === '/idle') { const due = BUSY ? 9 : Math.max(0, 3 - asked++); return answer({ idle: due === 0, due, outbox: 0, inbox: 0 }); }
  answer({ ready: true });
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('{"msg":"ready"}'));
process.on('SIGTERM', () => { console.log(process.env.PORT + ' stopped'); process.exit(0); });
`;

/** A system of one service whose processes are tiny; with `broken` its worker dies at start, with `busy` it never gets idle. */
export function tinyPlan(folder: string, { broken = false, busy = false } = {}): SystemPlan {
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
    return join(folder, path);
  };
  write('package.json', '{"type":"module"}');
  const tiny = PROCESS.replace('BUSY', String(busy));
  write('tiny/dist/src/main.js', tiny);
  write('tiny/dist/src/worker.js', broken ? 'console.error("no such table"); process.exit(3);' : tiny);
  write('tiny/dist/src/migrate.js', '');
  return {
    services: [{ name: 'tiny', database: 'tiny', folder: join(folder, 'tiny') }],
    gateway: write('gateway.js', tiny),
    identity: write('identity.js', tiny),
    queueMigration: write('queue.js', ''),
    queueDatabase: 'queue',
  };
}
