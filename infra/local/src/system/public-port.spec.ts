import { createServer } from 'node:http';
import { freePort, portIsFree } from '@kamkor/local-servers';
import { mustBeFree, publicPort } from './public-port.js';

describe('the public port', () => {
  it('is 4000 unless KAMKOR_PORT says otherwise', () => {
    expect(publicPort(undefined)).toBe(4000);
    expect(publicPort('')).toBe(4000);
    expect(publicPort('4100')).toBe(4100);
  });

  it.each(['0', '65536', '-1', '40.5', 'four'])('%s is no port', (text) => {
    expect(() => publicPort(text)).toThrow(`KAMKOR_PORT=${text} is no port: give a number from 1 to 65535.`);
  });

  it('says which command helps when another program has it', async () => {
    const port = await freePort();
    await mustBeFree(port);
    const server = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    await expect(mustBeFree(port)).rejects.toThrow(`Start on another one: KAMKOR_PORT=${port + 1} npm start`);
    expect(await portIsFree(port)).toBe(false);
    server.close();
  });
});
