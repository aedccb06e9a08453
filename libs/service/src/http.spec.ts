import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HttpOptions, type HttpServer, startHttp } from './http.js';
import { legalClock } from './legal-clock.js';
import { processMetrics } from './metrics.js';

describe('the HTTP side of a worker', () => {
  const metrics = processMetrics('births-worker');
  let server: HttpServer | undefined;

  const serve = async (over: Partial<HttpOptions> = {}) => {
    server = await startHttp({ port: 0, host: '127.0.0.1', checks: [], metrics, ...over });
    return (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server?.port}${path}`, { method });
  };

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it('is ready when every check passes, and says which does not', async () => {
    let broken = false;
    const database = { name: 'database', run: async () => broken && Promise.reject(new Error('down')) };
    const get = await serve({ checks: [database] });
    expect((await get('/readyz')).status).toBe(200);
    broken = true;
    const refused = await get('/readyz');
    expect(refused.status).toBe(503);
    expect(await refused.json()).toEqual({ ready: false, stopping: false, checks: { database: 'failed' } });
    expect((await get('/livez')).status).toBe(200);
  });

  it('is not ready any more once it is stopping', async () => {
    const get = await serve({ stopping: () => true });
    expect((await get('/readyz')).status).toBe(503);
  });

  it('shows its metrics', async () => {
    const get = await serve();
    expect(await (await get('/metrics')).text()).toContain('process_cpu_seconds_total{process="births-worker"}');
  });

  it('says what is still waiting', async () => {
    const get = await serve({ idle: async () => ({ due: 0, outbox: 2, inbox: 0 }) });
    expect(await (await get('/idle')).json()).toEqual({ idle: false, due: 0, outbox: 2, inbox: 0 });
  });

  it('reads a simulated clock again when told, and has no such door with the real one', async () => {
    expect((await (await serve())('/clock', 'POST')).status).toBe(404);
    await server?.close();
    const folder = await mkdtemp(join(tmpdir(), 'kamkor-clock-'));
    const file = join(folder, 'clock.json');
    await writeFile(file, JSON.stringify({ offsetMs: 0 }));
    let told = 0;
    const post = await serve({ clock: legalClock({ KAMKOR_CLOCK_FILE: file }), clockMoved: () => void told++ });
    await writeFile(file, JSON.stringify({ offsetMs: 86_400_000 }));
    const answer = (await (await post('/clock', 'POST')).json()) as { now: string; offsetMs: number };
    expect(answer.offsetMs).toBe(86_400_000);
    expect(Temporal.Instant.from(answer.now).epochMilliseconds).toBeGreaterThan(Date.now() + 80_000_000);
    expect(told).toBe(1);
    await rm(folder, { recursive: true });
  });

  it('refuses a simulated clock in production', () => {
    expect(() => legalClock({ KAMKOR_CLOCK_FILE: '/tmp/clock.json', NODE_ENV: 'production' })).toThrow(
      'refused when NODE_ENV=production',
    );
  });

  it('fails to start on a taken port instead of hanging', async () => {
    await serve();
    await expect(startHttp({ port: server?.port ?? 0, host: '127.0.0.1', checks: [], metrics })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
