import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redisIsInstalled, startRedis } from './redis.js';

function say(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.toString());
    });
  });
}

(redisIsInstalled() ? describe : describe.skip)('a Redis of our own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kamkor-redis-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('evicts nothing, and has what it was told when it comes back on its port', async () => {
    const redis = (await startRedis(folder))!;
    expect(await say(redis.port, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
    expect(await say(redis.port, 'SET kept 42')).toBe('+OK\r\n');
    await redis.stop();
    await expect(say(redis.port, 'PING')).rejects.toThrow('ECONNREFUSED');

    const again = (await startRedis(folder, redis.port))!;
    expect(again.url).toBe(redis.url);
    expect(await say(again.port, 'GET kept')).toBe('$2\r\n42\r\n');
    await again.stop('SIGKILL');
  });
});
