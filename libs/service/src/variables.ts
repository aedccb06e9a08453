import { z } from 'zod';

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

const pem = (kind: 'PUBLIC' | 'PRIVATE') => z.string().refine((text) => text.includes(`-----BEGIN ${kind} KEY-----`));

/** Variables that every process reads. */
export const processVariables = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(0).describe('TCP port to listen on; 0: any free one'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on; 0.0.0.0 in a container'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('least severity that is logged: trace, debug, info, warn, error, fatal or silent'),
  NODE_ENV: z.string().default('development').describe('production forbids everything that is only for trying out'),
  KAMKOR_CLOCK_FILE: z
    .string()
    .optional()
    .describe('file of the simulated legal clock, shared by a local system; refused in production'),
});

const databaseUrl = url(['postgres:', 'postgresql:']);

/** Variables of the law in force, for every process that decides something. */
export const lawVariables = z.object({
  KAMKOR_PROFILE: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('KG')
    .describe('country profile: time zone, holidays, languages, identifiers (two letters, such as KG)'),
  KAMKOR_REGULATIONS: z.string().optional().describe('JSON file of values that replace those of the law here'),
});

/** Variables of a subgraph process (`main.js`). */
export const subgraphVariables = processVariables.extend(lawVariables.shape).extend({
  DATABASE_URL: databaseUrl.describe("postgres://… of the service's app role, which serves and cannot migrate"),
  KAMKOR_PRINCIPAL_PUBLIC_KEY: pem('PUBLIC').describe(
    "PEM of the gateway's public key; requests it did not sign are refused",
  ),
});

/** Variables of a worker process (`worker.js`). */
export const workerVariables = processVariables.extend(lawVariables.shape).extend({
  DATABASE_URL: databaseUrl.describe("postgres://… of the service's worker role"),
  QUEUE_URL: url(['redis:', 'rediss:', 'postgres:', 'postgresql:']).describe(
    'redis://… or postgres://… of the queue, which only wakes workers up and keeps nothing',
  ),
  KAMKOR_TRAIL_KEY: z.string().min(32).describe('key that seals the trail, 32 characters or more'),
});

/** Variables of `migrate.js`. */
export const migrateVariables = processVariables.extend({
  DATABASE_URL: databaseUrl.describe("postgres://… of the service's owner role, the only one that may migrate"),
});
