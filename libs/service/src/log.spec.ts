import { createLogger } from './log.js';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger('births', 'info', { write: (line) => void (text += line) }));
  return text;
}

describe('the log', () => {
  it('is one JSON line per fact', () => {
    const line = JSON.parse(logged((log) => log.info({ port: 4001 }, 'ready')));
    expect(line).toMatchObject({ level: 'info', process: 'births', msg: 'ready', port: 4001 });
    expect(() => Temporal.Instant.from(line.at)).not.toThrow();
  });

  it('drops names, identifiers, bodies and secrets wherever they stand', () => {
    const text = logged((log) =>
      log.warn(
        {
          pin: '20105199012345',
          request: { headers: { authorization: 'Bearer abc' }, body: { x: 'Aida' } },
          event: { id: 7, payload: { mother: 'Aida' } },
          record: { subject: { familyName: 'Asanova' } },
        },
        'odd',
      ),
    );
    expect(text).not.toMatch(/20105199012345|Bearer|Aida|Asanova/);
    expect(JSON.parse(text)).toMatchObject({ event: { id: 7 } });
  });

  it('reduces an error to its class, code and frames', () => {
    const error = Object.assign(new Error('Key (pin)=(20105199012345)'), { severity: 'ERROR', code: '23505' });
    const text = logged((log) => log.error({ err: error }, 'failed'));
    expect(text).not.toContain('20105199012345');
    expect(JSON.parse(text).err).toMatchObject({ class: 'Error', code: '23505' });
  });
});
