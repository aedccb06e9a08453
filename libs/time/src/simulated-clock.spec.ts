import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { simulatedClock } from './simulated-clock.js';

const DAY = 86_400_000;

describe('the simulated clock', () => {
  let folder: string;
  let file: string;
  const setOffset = (offsetMs: number) => writeFileSync(file, JSON.stringify({ offsetMs }));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kamkor-clock-'));
    file = join(folder, 'clock.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is real time until somebody moves it', () => {
    const ahead = simulatedClock(file).now().epochMilliseconds - Date.now();
    expect(Math.abs(ahead)).toBeLessThan(50);
  });

  it('reads the offset at start and again when told', async () => {
    setOffset(DAY);
    const clock = simulatedClock(file);
    expect(clock.offsetMs()).toBe(DAY);
    setOffset(61 * DAY);
    const { now, offsetMs } = await clock.refresh();
    expect(offsetMs).toBe(61 * DAY);
    expect(now.epochMilliseconds - Date.now()).toBeGreaterThan(61 * DAY - 1_000);
  });

  it('may begin in the past, goes on from there, and does not jump when its file is gone', async () => {
    setOffset(-900 * DAY);
    const clock = simulatedClock(file);
    expect(clock.offsetMs()).toBe(-900 * DAY);
    setOffset(-890 * DAY);
    expect((await clock.refresh()).offsetMs).toBe(-890 * DAY);
    setOffset(-900 * DAY);
    expect((await clock.refresh()).offsetMs).toBe(-890 * DAY);
    rmSync(file);
    expect((await clock.refresh()).offsetMs).toBe(-890 * DAY);
  });

  it('never goes back', async () => {
    setOffset(2 * DAY);
    const clock = simulatedClock(file);
    setOffset(DAY);
    expect((await clock.refresh()).offsetMs).toBe(2 * DAY);
    rmSync(file);
    expect((await clock.refresh()).offsetMs).toBe(2 * DAY);
  });

  it('follows the file by itself when nobody tells it', async () => {
    const clock = simulatedClock(file);
    setOffset(3 * DAY);
    for (let i = 0; i < 40 && clock.offsetMs() === 0; i++) await sleep(50);
    expect(clock.offsetMs()).toBe(3 * DAY);
  });

  it('says that a file holds no offset, and keeps the time it had', async () => {
    setOffset(DAY);
    const clock = simulatedClock(file);
    writeFileSync(file, '{"offsetMs":"tomorrow"}');
    await expect(clock.refresh()).rejects.toThrow('does not hold {"offsetMs": whole number}');
    expect(clock.offsetMs()).toBe(DAY);
  });

  it('is refused in production', () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      expect(() => simulatedClock(file)).toThrow('refused when NODE_ENV=production');
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});
