import { NOBODY, type Principal } from '@kamkor/principal';
import type { BirthReport } from './birth-report.js';
import { requireMayNotify } from './who-may-notify.js';

const caller = (said: Partial<Principal>): Principal => ({ ...NOBODY, ...said });
const report = (said: Partial<BirthReport>): BirthReport => ({
  facilityRecordNumber: '1',
  bornAt: '2024-05-25T00:30:00+06:00',
  sex: 'MALE',
  live: true,
  mother: { identity: 'UNKNOWN' },
  ...said,
});
const hospital = caller({ roles: ['hospital'], facilities: ['KG-C-03-F01'] });
const exchange = caller({ roles: ['health-exchange'], facilities: ['KG-C-03-F01', 'KG-GO-F01'] });
const reporter = caller({ roles: ['community-reporter'], territory: 'KG-N' });

describe('who may notify a birth', () => {
  it.each([
    [hospital, { facility: 'KG-C-03-F01' }],
    [exchange, { facility: 'KG-GO-F01' }],
    [reporter, { birthTerritory: 'KG-N-06' }],
  ])('accepted: %#', (principal, said) => {
    expect(() => requireMayNotify(report(said), principal)).not.toThrow();
  });

  it.each([
    [hospital, { facility: 'KG-GO-F01' }, 'FACILITY_NOT_YOURS'],
    [hospital, { birthTerritory: 'KG-N-06' }, 'FACILITY_REQUIRED'],
    [exchange, { facility: 'KG-N-06-F01' }, 'FACILITY_NOT_YOURS'],
    [reporter, { facility: 'KG-N-06-F01' }, 'FACILITY_NOT_YOURS'],
    [reporter, { birthTerritory: 'KG-NX' }, 'TERRITORY_NOT_YOURS'],
  ])('refused: %#', (principal, said, reason) => {
    expect(() => requireMayNotify(report(said), principal)).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN', reason }),
    );
  });
});
