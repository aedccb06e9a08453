import { parseEnvelope } from './envelope.js';
import { EventMalformed, UnknownEventType } from './event-errors.js';
import { EVENT_KINDS, type EventDraft, eventSchema, eventTypesOf, parseEvent, writePayload } from './registry.js';

const ID = '0197b5a0-0000-7000-8000-000000000001';

const birth: EventDraft<'BirthNotified'> = {
  notificationId: ID,
  facility: 'KG-C-03-F01',
  facilityRecordNumber: '2026/118',
  bornAt: '2026-05-24T19:30:00Z',
  birthDate: '2026-05-25',
  territory: 'KG-C-03',
  placeOfBirth: 'Кемин',
  sex: 'FEMALE',
  live: true,
  mother: { identity: 'PIN', pin: '12345678901234' },
  careStatus: 'WITH_PARENTS',
};

const envelope = (over: Record<string, unknown> = {}) => ({
  id: ID,
  type: 'BirthNotified',
  typeVersion: 1,
  producer: 'births',
  subjectType: 'BirthNotification',
  subjectId: ID,
  subjectVersion: 1,
  occurredAt: '2026-05-25T02:00:00.123Z',
  payload: birth,
  ...over,
});

describe('events on the wire', () => {
  it('come back typed, with null for what was not said', () => {
    const event = parseEvent(JSON.parse(JSON.stringify(envelope())));
    if (event.type !== 'BirthNotified') throw new Error('wrong type');
    expect(event.payload).toMatchObject({
      father: null,
      weightGrams: null,
      mother: { pin: '12345678901234', familyName: null },
    });
    expect(event.occurredAt).toBe('2026-05-25T02:00:00.123Z');
  });

  it('can be read again after they were written', () => {
    const written = writePayload('BirthNotified', birth);
    expect(writePayload('BirthNotified', written)).toEqual(written);
  });

  it('are named by their own key, in one version at least', () => {
    for (const [name, kind] of Object.entries(EVENT_KINDS)) {
      expect(kind.type).toBe(name);
      expect(eventSchema(name, kind.typeVersion)).toBeDefined();
    }
    expect(eventTypesOf('BirthRecord')).toContain('ChildRecorded');
    expect(eventTypesOf('BirthRecord')).not.toContain('BirthNotified');
  });

  it.each([
    ['a date that does not exist', { payload: { ...birth, birthDate: '2026-02-30' } }, 'birthDate'],
    ['an instant without a zone', { payload: { ...birth, bornAt: '2026-05-25T01:30:00' } }, 'bornAt'],
    ['a mother of no stated identity', { payload: { ...birth, mother: {} } }, 'mother.identity'],
    ['no live flag', { payload: { ...birth, live: undefined } }, 'live'],
    ['a territory that is no code', { payload: { ...birth, territory: 'KG-C.' } }, 'territory'],
    ['subject version 0', { subjectVersion: 0 }, 'subjectVersion'],
    ['an occurrence in words', { occurredAt: 'yesterday' }, 'occurredAt'],
  ])('are refused with %s', (_what, over, field) => {
    expect(() => parseEvent(envelope(over))).toThrow(EventMalformed);
    expect(() => parseEvent(envelope(over))).toThrow(`${field}: `);
  });

  it('may arrive without the payload, which is withheld from who has no use for it', () => {
    const { payload: _, ...withheld } = envelope();
    expect(parseEnvelope(withheld)).toEqual(withheld);
  });

  it('keep the envelope readable where the type is unknown', () => {
    const later = envelope({ type: 'VoucherGiven' });
    expect(() => parseEvent(later)).toThrow(UnknownEventType);
    expect(parseEnvelope(later)).toMatchObject({ type: 'VoucherGiven', subjectVersion: 1 });
    expect(() => eventSchema('toString', 1)).toThrow(UnknownEventType);
  });

  it('have a person where the registry knows one, and none where a registrar must decide', () => {
    const recorded = { notificationId: ID, birthRecordId: ID };
    expect(writePayload('ChildRecorded', { ...recorded, registryState: 'NOT_IDENTIFIED' }).personId).toBeNull();
    expect(writePayload('ChildRecorded', { ...recorded, registryState: 'CREATED', personId: ID }).personId).toBe(ID);
    expect(() =>
      writePayload('ChildRecorded', { ...recorded, registryState: 'CREATED', personId: null as unknown as string }),
    ).toThrow('personId: invalid_type');
  });
});
