// Our gateway with everything on against a bare @apollo/gateway, over the same supergraph, the same subgraph processes
// and the same query: `npm run bench -- gateway`. Alternating short runs; no time is asserted. Last line: one JSON object.
import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatePrincipalKeys, NOBODY, principalSigner } from '@kamkor/principal';
import { composedSupergraph } from '../../gateway/dist/src/supergraph.js';
import { AUDIENCE, localIssuer } from '../../gateway/dist/src/testing/local-issuer.js';
import { birthsSdl, civilRegistrySdl } from '../../gateway/dist/src/testing/registry-subgraphs.js';

const PAIRS = Number(process.env.BENCH_PAIRS ?? 7);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const CONCURRENCY = Number(process.env.BENCH_CONCURRENCY ?? 16);
const ROLE = { sub: 'registrar-1', roles: ['registrar'], territory: 'KG-C-03' };
const QUERY = `query Notifications($first: Int!) {
  notifications(first: $first) {
    totalCount
    nodes { id state version facility territory bornOn notifiedAt
      child { id givenName familyName bornOn territory documentation { state dueAt } } }
  }
}`;

const here = import.meta.dirname;
const folder = await mkdtemp(join(tmpdir(), 'kamkor-bench-'));
const children = [];

/** Starts a process and waits for its first line with `"msg":"ready"`. */
function start(file, { args = [], env = {}, execArgv = [] } = {}) {
  const child = fork(file, args, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true', ...env },
    execArgv,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    let text = '';
    child.stdout.on('data', (chunk) => {
      if (text === null) return;
      text += chunk;
      const line = text.split('\n').find((one) => one.includes('"msg":"ready"'));
      if (!line) return;
      text = null;
      resolve({ child, ...JSON.parse(line) });
    });
  });
}

const answerTo = (child, message) =>
  new Promise((resolve) => {
    child.once('message', resolve);
    child.send(message);
  });

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
const median = (values) =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
const round = (value, digits = 2) => Number(value.toFixed(digits));

async function measure(load, gateway, token, seconds) {
  const body = JSON.stringify({ query: QUERY, variables: { first: 10 }, operationName: 'Notifications' });
  const before = await answerTo(gateway.child, 'cpu');
  const {
    requests,
    failed,
    seconds: took,
    latencies,
  } = await answerTo(load, {
    port: gateway.port,
    ...{ token, body, seconds, concurrency: CONCURRENCY },
  });
  const after = await answerTo(gateway.child, 'cpu');
  if (failed > 0) throw new Error(`${failed} of ${requests} answers were not whole`);
  const cpuMs = (after.user + after.system - before.user - before.system) / 1000;
  return {
    perSecond: requests / took,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    cpuMs: cpuMs / requests,
  };
}

async function run() {
  const keys = generatePrincipalKeys();
  const issuer = await localIssuer();
  const now = Math.floor(Date.now() / 1000);
  const token = await issuer.token({ ...ROLE, exp: now + 3_600 });
  const supergraph = join(folder, 'supergraph.graphql');
  const composed = composedSupergraph([
    { name: 'births', typeDefs: birthsSdl },
    { name: 'civil-registry', typeDefs: civilRegistrySdl },
  ]);
  await writeFile(supergraph, composed);
  const asSubgraph = (name) =>
    start(join(here, 'gateway-subgraph.mjs'), { args: [name], env: { KAMKOR_PRINCIPAL_PUBLIC_KEY: keys.publicKey } });
  const births = await asSubgraph('births');
  const registry = await asSubgraph('civil-registry');
  const shared = {
    KAMKOR_SUPERGRAPH: supergraph,
    KAMKOR_SUBGRAPHS: JSON.stringify({ births: births.url, 'civil-registry': registry.url }),
  };
  // A signature lives a minute, so the bare gateway's is made by a clock that is an hour ahead.
  const presigned = principalSigner(
    keys.privateKey,
    () => now + 3_600,
  )({
    ...NOBODY,
    ...{ subject: ROLE.sub, roles: ROLE.roles, territory: ROLE.territory },
  });
  const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
  const ours = await start(join(here, 'gateway-ours.mjs'), {
    execArgv: profile,
    env: {
      ...shared,
      PORT: '0',
      KAMKOR_PRINCIPAL_PRIVATE_KEY: keys.privateKey,
      KAMKOR_OIDC_ISSUER: issuer.issuer,
      KAMKOR_OIDC_AUDIENCE: AUDIENCE,
    },
  });
  const bare = await start(join(here, 'gateway-bare.mjs'), {
    execArgv: profile,
    env: { ...shared, BENCH_PRINCIPAL: presigned },
  });
  const load = fork(join(here, 'gateway-load.mjs'), { stdio: 'inherit' });
  children.push(load);

  await measure(load, bare, token, 2);
  await measure(load, ours, token, 2);
  const pairs = [];
  console.log('  run      ours/s   bare/s  ratio   ours p95   bare p95   ours CPU   bare CPU (ms per request)');
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    const order = pair % 2 === 1 ? [ours, bare] : [bare, ours];
    const results = new Map();
    for (const gateway of order) results.set(gateway, await measure(load, gateway, token, SECONDS));
    const [a, b] = [results.get(ours), results.get(bare)];
    pairs.push({ a, b });
    const cells = [a.perSecond, b.perSecond, a.perSecond / b.perSecond, a.p95, b.p95, a.cpuMs, b.cpuMs];
    console.log(`  ${pair}    ${cells.map((cell) => cell.toFixed(2).padStart(9)).join(' ')}`);
  }
  await issuer.close();
  return report(pairs);
}

function report(pairs) {
  const ratios = pairs.map(({ a, b }) => a.perSecond / b.perSecond);
  const p95Ratios = pairs.map(({ a, b }) => a.p95 / b.p95);
  const of = (side, key) => round(median(pairs.map((pair) => pair[side][key])));
  return {
    bench: 'gateway',
    ratio: round(median(ratios)),
    ratioSpread: [round(Math.min(...ratios)), round(Math.max(...ratios))],
    p95Ratio: round(median(p95Ratios)),
    p95RatioSpread: [round(Math.min(...p95Ratios)), round(Math.max(...p95Ratios))],
    ours: { perSecond: of('a', 'perSecond'), p50: of('a', 'p50'), p95: of('a', 'p95'), cpuMs: of('a', 'cpuMs') },
    bare: { perSecond: of('b', 'perSecond'), p50: of('b', 'p50'), p95: of('b', 'p95'), cpuMs: of('b', 'cpuMs') },
    pairs: pairs.length,
    concurrency: CONCURRENCY,
    secondsPerRun: SECONDS,
  };
}

try {
  console.log(JSON.stringify(await run()));
} finally {
  for (const child of children) {
    child.removeAllListeners('exit');
    if (child.connected) child.disconnect();
  }
  await rm(folder, { recursive: true, force: true });
}
