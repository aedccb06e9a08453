// One PostgreSQL for all suites of a Jest run; each suite makes its own database in it (KAMKOR_TEST_POSTGRES: superuser).
import './typescript-sources.mjs';

export default async function start() {
  const { temporaryPostgres } = await import('../../libs/local-servers/src/postgres/index.ts');
  const postgres = await temporaryPostgres('kamkor-test-postgres-', {
    maxConnections: 300,
    settings: { max_wal_size: '512MB' },
  });
  process.env.KAMKOR_TEST_POSTGRES = postgres.adminUrl;
  globalThis.kamkorTestPostgres = postgres;
}
