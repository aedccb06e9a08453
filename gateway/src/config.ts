import { z } from 'zod';

const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Keys fetched over plain http could be anybody's, unless the issuer is on this machine. */
const SAFE_ISSUER = /^(https:|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])/;

const environment = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  /** 0: any free port, which the line `ready` names. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LOG_LEVEL: z.string().default('info'),
  /** Country profile: it decides in which languages messages come. */
  KAMKOR_PROFILE: z.enum(['KG', 'KZ']).default('KG'),
  /** PEM (Ed25519) that signs principals; `\n` may be written out. */
  KAMKOR_PRINCIPAL_PRIVATE_KEY: z
    .string()
    .includes('PRIVATE KEY')
    .transform((pem) => pem.replaceAll('\\n', '\n')),
  KAMKOR_OIDC_ISSUER: z.url(),
  KAMKOR_OIDC_AUDIENCE: z.string().min(1),
  /** Where this issuer keeps what a principal needs: `{"roles":"realm_access.roles","pin":"national_id"}`. */
  KAMKOR_OIDC_CLAIMS: json(
    z.strictObject({
      roles: z.string().min(1).optional(),
      territory: z.string().min(1).optional(),
      facilities: z.string().min(1).optional(),
      organisation: z.string().min(1).optional(),
      scope: z.string().min(1).optional(),
      pin: z.string().min(1).optional(),
    }),
  ).default({}),
  /** `{"births":"http://127.0.0.1:4101/graphql", …}`: every subgraph of the supergraph. */
  KAMKOR_SUBGRAPHS: json(z.record(z.string(), z.url())),
  /** File of the supergraph, when it is not the committed one. */
  KAMKOR_SUPERGRAPH: z.string().optional(),
  /** Whether clients may ask for the schema. Default: not in production. */
  KAMKOR_INTROSPECTION: flag.optional(),
  /** Milliseconds after which a subgraph that has not begun to answer counts as down. */
  KAMKOR_SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  KAMKOR_CLOCK_FILE: z.string().optional(),
});

export type GatewayConfig = z.output<typeof environment>;

/** The environment does not fit. The message has a line for each variable at fault, and never a value, which may be a secret. */
export class ConfigurationError extends Error {}

/** Parses the environment once; an empty variable counts as missing. Throws a {@link ConfigurationError} that names each variable at fault, never its value. */
export function readGatewayConfig(env: NodeJS.ProcessEnv): GatewayConfig {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const variable = String(path[0]);
      return variable in set ? `${variable}: ${message}` : `${variable} is missing`;
    });
    throw new ConfigurationError(faults.join('\n'));
  }
  const config = parsed.data;
  if (config.NODE_ENV === 'production' && !SAFE_ISSUER.test(config.KAMKOR_OIDC_ISSUER)) {
    throw new ConfigurationError('KAMKOR_OIDC_ISSUER: must be https in production');
  }
  if (config.NODE_ENV === 'production' && config.KAMKOR_CLOCK_FILE) {
    throw new ConfigurationError('KAMKOR_CLOCK_FILE: a simulated clock is refused in production');
  }
  return config;
}
