import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { DEMO_MACHINES } from './demo-people.js';

export interface ProviderSecrets {
  /** Private signing key, ES256. */
  readonly signingKey: JWK;
  readonly cookieKey: string;
  /** Secret of each machine by its id. */
  readonly machines: Readonly<Record<string, string>>;
}

const FILE = 'identity.json';
const secret = () => randomBytes(32).toString('base64url');

/** The provider's keys and the machines' secrets: generated at the first start, kept in `folder`, readable by its owner only. */
export async function providerSecrets(folder: string): Promise<ProviderSecrets> {
  const kept = await readProviderSecrets(folder);
  if (kept && DEMO_MACHINES.every(({ id }) => kept.machines[id])) return kept;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const made: ProviderSecrets = {
    signingKey: kept?.signingKey ?? {
      ...(await exportJWK(privateKey)),
      kid: secret().slice(0, 12),
      alg: 'ES256',
      use: 'sig',
    },
    cookieKey: kept?.cookieKey ?? secret(),
    machines: { ...Object.fromEntries(DEMO_MACHINES.map(({ id }) => [id, secret()])), ...kept?.machines },
  };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const file = join(folder, FILE);
  await writeFile(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}

export async function readProviderSecrets(folder: string): Promise<ProviderSecrets | undefined> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ProviderSecrets);
}
