// npm run clock -- +61d | +3h | --show
import { clockOffset, moveClock } from './clock/move-clock.js';
import { runCommand } from './command.js';
import { stateFolder } from './system/state-folder.js';

const USAGE = 'npm run clock -- +61d   moves legal time forward (d, h, m, w); --show says what time it is';

await runCommand(USAGE, async ([what, ...more]) => {
  if (!what || more.length > 0) throw new Error(`Usage: ${USAGE}`);
  if (what === '--show') {
    const offset = await clockOffset(stateFolder());
    console.log(legal(Temporal.Now.instant().add({ milliseconds: offset })));
    return;
  }
  const { now, settledInMs } = await moveClock(undefined, what, { tell: console.log });
  console.log(`${legal(now)}; everything that fell due is done (${(settledInMs / 1_000).toFixed(1)} s)`);
});

function legal(now: Temporal.Instant): string {
  const there = now.toZonedDateTimeISO('Asia/Bishkek');
  return `legal time is ${there.toPlainDate()} ${there.toPlainTime().toString({ smallestUnit: 'second' })} in Bishkek`;
}
