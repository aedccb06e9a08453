import type { Envelope } from '@kamkor/events';
import { SubjectOrder } from './subject-order.js';

const event = (subjectVersion: number): Envelope => ({
  id: `event-${subjectVersion}`,
  type: 'BirthNotified',
  typeVersion: 1,
  producer: 'births',
  subjectType: 'BirthNotification',
  subjectId: 'subject',
  subjectVersion,
  occurredAt: '2026-05-25T00:00:00Z',
  payload: {},
});

function applyAll(order: SubjectOrder): number[] {
  const versions: number[] = [];
  for (let turn = order.next(); turn; turn = order.next()) {
    versions.push(turn.event.subjectVersion);
    order.advance();
  }
  return versions;
}

describe('the order of one subject', () => {
  it('applies 2, 1, 3 and doubles as 1, 2, 3', () => {
    const order = new SubjectOrder(0);
    for (const version of [2, 1, 3, 1, 2, 3]) order.receive(event(version));
    expect(applyAll(order)).toEqual([1, 2, 3]);
    expect(order.newVersion).toBe(3);
    expect(order.toKeep).toEqual([]);
  });

  it('keeps what is early and drops what is old', () => {
    const order = new SubjectOrder(3);
    for (const version of [2, 3, 5, 6]) order.receive(event(version));
    expect(applyAll(order)).toEqual([]);
    expect(order.newVersion).toBeUndefined();
    expect(order.toKeep.map((kept) => [kept.event.subjectVersion, kept.state])).toEqual([
      [5, 'EARLY'],
      [6, 'EARLY'],
    ]);
  });

  it('goes on with what was waiting once the missing one is there', () => {
    const waiting = [5, 6].map((version) => ({ event: event(version), state: 'EARLY' as const, attempts: 0 }));
    const order = new SubjectOrder(3, waiting);
    order.receive(event(4));
    expect(applyAll(order)).toEqual([4, 5, 6]);
    expect(order.noLongerWaiting).toEqual(['event-5', 'event-6']);
    expect(order.toKeep).toEqual([]);
  });

  it('parks the one at fault, which holds back the later ones', () => {
    const order = new SubjectOrder(0);
    for (const version of [1, 2, 3]) order.receive(event(version));
    order.next();
    order.advance();
    order.park('Error');
    expect(order.next()).toBeUndefined();
    expect(order.newVersion).toBe(1);
    expect(order.toKeep).toMatchObject([
      { event: { subjectVersion: 2 }, state: 'PARKED', error: 'Error', attempts: 1 },
      { event: { subjectVersion: 3 }, state: 'EARLY', attempts: 0 },
    ]);
  });

  it('does not try a parked one again because it was sent again, and does not write it again', () => {
    const order = new SubjectOrder(1, [{ event: event(2), state: 'PARKED', attempts: 1 }]);
    order.receive(event(2));
    order.receive(event(3));
    expect(order.next()).toBeUndefined();
    expect(order.toKeep.map((kept) => kept.event.subjectVersion)).toEqual([3]);
  });
});
