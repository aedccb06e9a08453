import { serveIdentity } from './server.js';

const folder = process.env.KAMKOR_IDENTITY_FOLDER;
if (!folder) {
  process.stderr.write('KAMKOR_IDENTITY_FOLDER is missing: folder in which the provider keeps its keys\n');
  process.exit(78);
}

const provider = await serveIdentity({ folder, port: Number(process.env.PORT ?? 0) });
console.log(JSON.stringify({ level: 'info', name: 'identity', msg: 'ready', port: provider.port }));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void provider.stop().then(() => process.exit(0)));
}
