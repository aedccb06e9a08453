import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { temporaryPostgres } from './temporary.js';

const PREFIX = 'kamkor-temporary-spec-';
const built = fileURLToPath(new URL('../../dist/src/index.js', import.meta.url));
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  return await client
    .connect()
    .then(() => client.end())
    .then(
      () => true,
      () => false,
    );
}

describe('a temporary PostgreSQL', () => {
  it('serves until it is stopped, and leaves nothing', async () => {
    const server = await temporaryPostgres(PREFIX);
    expect(await answers(server.adminUrl)).toBe(true);
    expect(folders()).toHaveLength(1);
    await server.stop();
    expect(await answers(server.adminUrl)).toBe(false);
    expect(folders()).toEqual([]);
  });

  it('of a process that was killed is ended by the next one', async () => {
    const source = `import { temporaryPostgres } from ${JSON.stringify(built)};
      console.log((await temporaryPostgres(${JSON.stringify(PREFIX)})).adminUrl); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const url = String(line).trim();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await answers(url)).toBe(true);
    const next = await temporaryPostgres(PREFIX);
    expect(await answers(url)).toBe(false);
    await next.stop();
    expect(folders()).toEqual([]);
  });
});
