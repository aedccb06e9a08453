import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');

/** The day and term specs again, in processes whose own zone lies on either side of UTC. */
it.each(['America/New_York', 'Asia/Bishkek'])(
  'the zone of the machine does not matter: %s',
  async (zone) => {
    const { stderr } = await promisify(execFile)(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        'node_modules/jest/bin/jest.js',
        '--selectProjects=rules',
        '--runInBand',
        'libs/time/src/(legal-day|working-days|term|age)\\.spec',
      ],
      { cwd: root, env: { ...process.env, TZ: zone, KAMKOR_GROUPED: '' } },
    );
    expect(stderr).toMatch(/Test Suites: 4 passed, 4 total/);
  },
  60_000,
);
