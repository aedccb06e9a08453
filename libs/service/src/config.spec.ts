import { ConfigurationError, readConfig } from './config.js';
import { subgraphVariables, workerVariables } from './variables.js';

const worker = {
  DATABASE_URL: 'postgres://births_worker:secret-word@127.0.0.1/births',
  QUEUE_URL: 'redis://127.0.0.1:6379',
  KAMKOR_TRAIL_KEY: 'k'.repeat(32),
};

const linesOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.lines;
    throw error;
  }
  return [];
};

describe('configuration', () => {
  it('is typed, with the defaults filled in', () => {
    const config = readConfig(workerVariables, { ...worker, PORT: '4001', LOG_LEVEL: '' });
    expect(config).toMatchObject({ PORT: 4001, HOST: '127.0.0.1', LOG_LEVEL: 'info', KAMKOR_PROFILE: 'KG' });
  });

  it('names each variable that is missing or wrong, once, in one line', () => {
    const lines = linesOf(() => readConfig(workerVariables, { ...worker, QUEUE_URL: '', PORT: '99999' }));
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual(expect.stringMatching(/^PORT is not valid: TCP port/));
    expect(lines).toContainEqual(expect.stringMatching(/^QUEUE_URL is missing: redis:/));
  });

  it('never prints a value, which may be a secret', () => {
    const lines = linesOf(() =>
      readConfig(subgraphVariables, {
        DATABASE_URL: 'mysql://secret-word',
        KAMKOR_PRINCIPAL_PUBLIC_KEY: '-----BEGIN PRIVATE KEY----- secret-word',
      }),
    );
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain('secret-word');
  });

  it('has a meaning for every variable', () => {
    for (const schema of [subgraphVariables, workerVariables]) {
      for (const [name, type] of Object.entries(schema.shape))
        expect([name, type.description]).toEqual([name, expect.any(String)]);
    }
  });
});
