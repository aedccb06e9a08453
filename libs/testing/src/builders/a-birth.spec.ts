import { aBirth } from './a-birth.js';

const noon = Temporal.Instant.from('2026-03-02T12:00:00+06:00');

describe('a birth for a test', () => {
  it('is overdue by the number of days that was said', () => {
    const birth = aBirth().overdueBy(5, noon).days;
    expect(birth.birthDate.toString()).toBe('2025-12-26');
    expect(birth.overdueAt).toEqual(Temporal.Instant.from('2026-02-25T00:00:00+06:00'));
  });

  it('is overdue from today on when overdue by none', () => {
    expect(aBirth().overdueBy(0, noon).days.overdueAt).toEqual(Temporal.Instant.from('2026-03-02T00:00:00+06:00'));
  });

  it('happened a minute ago when born today, with a record number of its own', () => {
    const [one, other] = [aBirth().bornDaysAgo(0, noon), aBirth()];
    expect(one.input.bornAt).toBe('2026-03-02T05:59:00.000Z');
    expect(one.input.facilityRecordNumber).not.toBe(other.input.facilityRecordNumber);
  });
});
