import { checkVisit, type VisitReport } from './visit.js';

const at = (text: string) => Temporal.Instant.from(text);
const born = { bornAt: at('2024-05-25T03:00:00Z') };
const now = at('2024-08-01T03:00:00Z');
const visit = (said: Partial<VisitReport> = {}): VisitReport => ({
  visitedAt: at('2024-07-30T03:00:00Z'),
  outcome: 'PROMISED',
  metWith: ['MOTHER'],
  reasons: [],
  obstacles: [],
  circumstances: [],
  familyKnows: null,
  ...said,
});
const refused = (reason: string, field: string) => expect.objectContaining({ reason, details: { field } });

describe('a visit', () => {
  it('lies between the birth and now, both included', () => {
    for (const visitedAt of [born.bornAt, now]) expect(() => checkVisit(visit({ visitedAt }), born, now)).not.toThrow();
    expect(() => checkVisit(visit({ visitedAt: at('2024-05-25T02:59:59Z') }), born, now)).toThrow(
      refused('VISIT_BEFORE_BIRTH', 'visitedAt'),
    );
    expect(() => checkVisit(visit({ visitedAt: at('2024-08-01T03:00:01Z') }), born, now)).toThrow(
      refused('VISIT_IN_FUTURE', 'visitedAt'),
    );
  });

  it('loses no circumstance that was found and not called a situation', () => {
    expect(() => checkVisit(visit({ circumstances: ['POVERTY'] }), born, now)).toThrow(
      refused('SITUATION_MISSING', 'obstacles'),
    );
  });

  it('that finds a hard life says which, and whether the family knows', () => {
    const found = { obstacles: ['HARD_LIFE_SITUATION'] as const };
    expect(() => checkVisit(visit({ ...found, familyKnows: true }), born, now)).toThrow(
      refused('CIRCUMSTANCES_MISSING', 'circumstances'),
    );
    for (const familyKnows of [null, undefined]) {
      const said = { ...visit({ ...found, circumstances: ['POVERTY'] }), familyKnows } as VisitReport;
      expect(() => checkVisit(said, born, now)).toThrow(refused('FAMILY_KNOWS_MISSING', 'familyKnows'));
    }
    expect(() =>
      checkVisit(visit({ ...found, circumstances: ['POVERTY'], familyKnows: false }), born, now),
    ).not.toThrow();
  });
});
