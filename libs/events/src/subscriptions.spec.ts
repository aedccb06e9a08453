import { consumersOf, mayRead } from './subscriptions.js';

describe('subscriptions', () => {
  it('are to whole subjects', () => {
    expect(consumersOf('BirthNotification')).toEqual(['civil-registry']);
    expect(consumersOf('OutreachVisit')).toEqual(['civil-registry', 'social-benefits']);
    expect(consumersOf('Child')).toEqual(['civil-registry', 'social-benefits']);
    expect(consumersOf('BirthRecord')).toEqual(['births']);
    expect(consumersOf('Person')).toEqual(['social-benefits', 'births']);
    expect(consumersOf('toString')).toEqual([]);
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
