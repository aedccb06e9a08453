import { Once } from './once.js';

describe('work that runs once at a time', () => {
  it('gives whoever asks meanwhile the next run, shared', async () => {
    let runs = 0;
    const finish: (() => void)[] = [];
    const once = new Once(() => new Promise<void>((resolve) => finish.push(resolve)).then(() => void runs++));
    const first = once.run();
    const [second, third] = [once.run(), once.run()];
    expect(second).toBe(third);
    finish[0]!();
    await first;
    expect(runs).toBe(1);
    await new Promise(setImmediate);
    expect(once.running).toBe(true);
    finish[1]!();
    await second;
    await once.settled();
    expect(runs).toBe(2);
    expect(once.running).toBe(false);
  });

  it('goes on after a failure', async () => {
    let runs = 0;
    const once = new Once(async () => {
      if (runs++ === 0) throw new Error('first');
    });
    await expect(Promise.all([once.run(), once.run()])).rejects.toThrow('first');
    await once.settled();
    expect(runs).toBe(2);
  });
});
