import { tellProgress } from './tell-progress.js';

describe('progress of a verification', () => {
  it('is told now and then, with an estimate', () => {
    let ms = 0;
    const lines: string[] = [];
    const progress = tellProgress(
      'births',
      (line) => lines.push(line),
      () => ms,
    );
    for (ms of [1_000, 2_500, 3_000]) progress({ blocks: 1, entries: 100_000, part: 0.01 });
    ms = 60_000;
    progress({ blocks: 50, entries: 6_000_000, part: 0.5 });
    expect(lines).toEqual([
      'births: 100000 entries, 1 % of the blocks, 40000 entries/s, about 5 min left',
      'births: 6000000 entries, 50 % of the blocks, 100000 entries/s, about 60 s left',
    ]);
  });
});
