import type { Backlog } from '@kamkor/trail';
import { Gauge, type Registry } from 'prom-client';

/** Registers how far sealing is behind. Gives the function to be called after each pass. */
export function trailMetrics(registry: Registry): (backlog: Backlog) => void {
  const registers = [registry];
  const unsealed = new Gauge({
    name: 'kamkor_trail_unsealed',
    help: 'Trail entries that no block has sealed yet',
    registers,
  });
  const oldest = new Gauge({
    name: 'kamkor_trail_oldest_unsealed_seconds',
    help: 'Age of the trail entry that waits longest for its block; above 5 somebody should look',
    registers,
  });
  return (backlog) => {
    unsealed.set(backlog.unsealed);
    oldest.set(backlog.oldestSeconds ?? 0);
  };
}
