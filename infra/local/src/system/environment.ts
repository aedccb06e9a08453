import { join } from 'node:path';
import { AUDIENCE } from '@kamkor/identity';
import type { DatabaseUrls } from '@kamkor/local-servers';
import { ROOT } from './root.js';
import type { Secrets, StateFolder } from './state-folder.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'TZ',
  'LOG_LEVEL',
  'KAMKOR_PROFILE',
  'KAMKOR_REGULATIONS',
  'KAMKOR_SUPERGRAPH',
];

export type Environments = ReturnType<typeof environments>;

/** Each process is told what it needs and no more: a worker's key is not in a subgraph's environment, nor the other way. */
export function environments(state: StateFolder, secrets: Secrets, issuer: string) {
  const base: Environment = {
    ...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
    HOST: '127.0.0.1',
    // Eight processes load the same libraries: compiled once, they come up noticeably faster.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(ROOT, '.toolchain/compile-cache'),
    KAMKOR_CLOCK_FILE: state.clock,
  };
  return {
    migration: (urls: DatabaseUrls): Environment => ({ ...base, DATABASE_URL: urls.owner }),
    subgraph: (urls: DatabaseUrls): Environment => ({
      ...base,
      DATABASE_URL: urls.app,
      KAMKOR_PRINCIPAL_PUBLIC_KEY: secrets.principal.publicKey,
    }),
    worker: (urls: DatabaseUrls, queueUrl: string): Environment => ({
      ...base,
      DATABASE_URL: urls.worker,
      QUEUE_URL: queueUrl,
      KAMKOR_TRAIL_KEY: secrets.trailKey,
    }),
    gateway: (subgraphs: Readonly<Record<string, string>>): Environment => ({
      ...base,
      KAMKOR_PRINCIPAL_PRIVATE_KEY: secrets.principal.privateKey,
      KAMKOR_OIDC_ISSUER: issuer,
      KAMKOR_OIDC_AUDIENCE: AUDIENCE,
      KAMKOR_SUBGRAPHS: JSON.stringify(subgraphs),
    }),
    identity: (): Environment => ({ ...base, KAMKOR_IDENTITY_FOLDER: state.identity }),
  };
}
