// Load on one gateway, from a process of its own: fixed concurrency, one query. Is told { port, path, token, query,
// seconds, concurrency } by its parent, answers { requests, failed, seconds, latencies } (milliseconds, sorted).
import { Pool } from 'undici';

async function drive({ port, token, body, seconds, concurrency }) {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency, pipelining: 1 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const latencies = [];
  let failed = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const client = async () => {
    for (;;) {
      const sent = performance.now();
      if (sent >= end) return;
      const { body: answer } = await pool.request({ method: 'POST', path: '/graphql', headers, body });
      const text = await answer.text();
      latencies.push(performance.now() - sent);
      if (!text.startsWith('{"data":') || text.includes('"errors"')) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  const took = (performance.now() - started) / 1000;
  await pool.close();
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, failed, seconds: took, latencies };
}

process.on('message', async (order) => process.send(await drive(order)));
process.on('disconnect', () => process.exit(0));
