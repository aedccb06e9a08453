import { type Clock, type SimulatedClock, simulatedClock, systemClock } from '@kamkor/time';
import { ConfigurationError } from './config.js';

export const isSimulated = (clock: Clock): clock is SimulatedClock => 'refresh' in clock && 'offsetMs' in clock;

/** Legal time of this process: the real one, or the simulated one where `KAMKOR_CLOCK_FILE` is set. */
export function legalClock(env: { readonly KAMKOR_CLOCK_FILE?: string; readonly NODE_ENV?: string }): Clock {
  if (!env.KAMKOR_CLOCK_FILE) return systemClock;
  if (env.NODE_ENV === 'production') {
    throw new ConfigurationError(['KAMKOR_CLOCK_FILE is set: a simulated clock is refused when NODE_ENV=production']);
  }
  return simulatedClock(env.KAMKOR_CLOCK_FILE);
}
