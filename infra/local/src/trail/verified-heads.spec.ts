import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VerifiedHeads } from './verified-heads.js';

describe('the last verified head of each service', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kamkor-heads-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is what was verified last, apart from those of other services', async () => {
    const heads = new VerifiedHeads(join(folder, 'verified.json'));
    for (const number of [1, 2]) await heads.remember('births', { number, hash: 'aa' });
    await heads.remember('civil-registry', { number: 7, hash: 'bb' });
    expect(await heads.of('births')).toEqual({ number: 2, hash: 'aa' });
    expect(await heads.of('civil-registry')).toEqual({ number: 7, hash: 'bb' });
    await heads.remember('gateway', null);
    expect(await heads.of('gateway')).toBeUndefined();
    await expect(heads.of('social-benefits')).rejects.toThrow('No trail of social-benefits was verified before');
  });
});
