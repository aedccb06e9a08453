// One build's part of `bench -- verify`, run in that build: makes the trail that it verifies, or verifies it once.
import { createDataSource, migrate } from '@kamkor/persistence';
import * as trail from '@kamkor/trail';

const { TRAIL_KEY: key, CONNECTIONS: connections } = process.env;
const [what, url] = process.argv.slice(2);
const { sealTrail, verifyTrail } = trail;
const open = () => createDataSource({ url, applicationName: 'bench', poolSize: Number(connections) }).initialize();

const commands = {
  async migrate() {
    // Builds before this one have their migrations in the index.
    const { trailMigrations } = trail.trailMigrations ? trail : await import('@kamkor/trail/migrations');
    await migrate(createDataSource({ url, migrations: trailMigrations, applicationName: 'bench' }));
    return {};
  },
  async seal() {
    const source = await open();
    const began = performance.now();
    let entries = 0;
    for (let sealed; (sealed = await sealTrail(source, key)); ) entries += sealed.entries;
    const seconds = (performance.now() - began) / 1_000;
    await source.destroy();
    return { entries, seconds };
  },
  async verify() {
    const source = await open();
    const began = performance.now();
    const { sealed, faults } = await verifyTrail(source, key, { connections: Number(connections) });
    const seconds = (performance.now() - began) / 1_000;
    await source.destroy();
    return { entries: sealed, faults, seconds, maxRssMb: Math.round(process.resourceUsage().maxRSS / 1_024) };
  },
};

process.send(await commands[what]());
process.disconnect();
