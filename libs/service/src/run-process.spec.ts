import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const kit = fileURLToPath(new URL('../dist/src/index.js', import.meta.url));

/** A real process, since exit codes and signals are what is promised. It runs the built kit. */
function start(body: string) {
  const source = `import { runProcess, readConfig, migrateVariables } from ${JSON.stringify(kit)};
    const keepAlive = setInterval(() => {}, 1000);
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => void (output += data));
  const said = async (text: string) => {
    while (!output.includes(text)) await once(child.stdout, 'data');
  };
  const exit = once(child, 'exit').then(([code]) => ({ code: code as number, output }));
  return { child, said, exit };
}

describe('a process', () => {
  it('says that it is ready, and on SIGTERM closes in reverse order and exits with 0', async () => {
    const running = start(`runProcess({ name: 'births', start: async ({ onStop }) => {
      onStop('database', () => console.log('database closed'));
      onStop('queue', () => console.log('queue closed'));
      return { port: 4321 };
    }, stop: () => console.log('no new work') });`);
    await running.said('"port":4321');
    running.child.kill('SIGTERM');
    running.child.kill('SIGINT');
    const { code, output } = await running.exit;
    expect(code).toBe(0);
    expect(output).toContain('"msg":"ready"');
    const steps = output.split('\n').filter((line) => line && !line.startsWith('{'));
    expect(steps).toEqual(['no new work', 'queue closed', 'database closed']);
  });

  it('exits with 1 when a step of the stop hangs', async () => {
    const running = start(`runProcess({ name: 'births', stopWithin: 200, start: async () => ({ port: 1 }),
      stop: () => new Promise(() => {}) });`);
    await running.said('ready');
    running.child.kill('SIGTERM');
    expect(await running.exit).toMatchObject({ code: 1, output: expect.stringContaining('stop took too long') });
  });

  it('exits with 78 and names the variable when it is not configured', async () => {
    const running = start(`runProcess({ name: 'births', start: async () => {
      readConfig(migrateVariables, {}); return { port: 1 }; } });`);
    const { code, output } = await running.exit;
    expect(code).toBe(78);
    expect(output).toMatch(/^DATABASE_URL is missing: .*owner role.*\n$/);
  });

  it('does not live on after a rejection that nobody handled', async () => {
    const running = start(`runProcess({ name: 'births', start: async () => {
      setTimeout(() => Promise.reject(new Error('lost')), 10); return { port: 1 }; } });`);
    expect(await running.exit).toMatchObject({ code: 1, output: expect.stringContaining('unhandled rejection') });
  });
});
