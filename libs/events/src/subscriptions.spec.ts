import { EVENT_KINDS } from './registry.js';
import { consumersOf, mayRead, SUBSCRIPTIONS } from './subscriptions.js';

describe('subscriptions', () => {
  it('are to whole subjects', () => {
    expect(consumersOf('BirthNotification')).toContain('civil-registry');
    expect(consumersOf('OutreachVisit')).toEqual(expect.arrayContaining(['civil-registry', 'social-benefits']));
    expect(consumersOf('Child')).toEqual(expect.arrayContaining(['civil-registry', 'social-benefits']));
    expect(consumersOf('BirthRecord')).toContain('births');
    expect(consumersOf('Person')).toEqual(expect.arrayContaining(['social-benefits', 'births']));
    expect(consumersOf('toString')).toEqual([]);
  });

  it('lead to a service for the subjects that it names, and for no other', () => {
    const subjects = new Set(Object.values(EVENT_KINDS).map(({ subjectType }) => subjectType));
    for (const subject of subjects) {
      const named = Object.keys(SUBSCRIPTIONS).filter((consumer) => SUBSCRIPTIONS[consumer]![subject]);
      expect([subject, consumersOf(subject).toSorted()]).toEqual([subject, named.toSorted()]);
    }
  });

  it('are nobody’s to what the own service publishes', () => {
    for (const { producer, subjectType } of Object.values(EVENT_KINDS)) {
      expect([subjectType, consumersOf(subjectType)]).not.toEqual([subjectType, expect.arrayContaining([producer])]);
    }
  });

  it('give nobody a payload that it has no use for', () => {
    expect(mayRead('civil-registry', 'BirthNotified')).toBe(true);
    expect(mayRead('social-benefits', 'BirthNotified')).toBe(false);
    expect(mayRead('social-benefits', 'BirthNotificationCompleted')).toBe(false);
    expect(mayRead('social-benefits', 'ChildStandingChanged')).toBe(true);
    expect(mayRead('social-benefits', 'HardLifeSituationFound')).toBe(true);
    expect(mayRead('civil-registry', 'HardLifeSituationFound')).toBe(false);
    expect(mayRead('civil-registry', 'ParentDocumentLacking')).toBe(true);
    expect(mayRead('social-benefits', 'ParentDocumentLacking')).toBe(false);
    expect(mayRead('social-benefits', 'UndocumentedSiblingFound')).toBe(false);
    expect(mayRead('births', 'ChildRecorded')).toBe(true);
    expect(mayRead('social-benefits', 'PersonMerged')).toBe(true);
    expect(mayRead('social-benefits', 'ChildRecorded')).toBe(false);
    expect(mayRead('births', 'VoucherGiven')).toBe(false);
    expect(mayRead('nobody', 'BirthNotified')).toBe(false);
  });
});
