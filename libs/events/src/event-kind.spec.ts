import { z } from 'zod';
import { EventMalformed, UnknownEventVersion } from './event-errors.js';
import { EventKind } from './event-kind.js';

const first = EventKind.first(
  { type: 'ParcelSent', producer: 'post', subjectType: 'Parcel' },
  z.object({ weight: z.number(), sender: z.string() }),
);
const kind = first
  .next(z.object({ grams: z.int(), sender: z.string() }), (old) => ({
    grams: Math.round(old.weight * 1000),
    sender: old.sender,
  }))
  .next(z.object({ grams: z.int().max(50_000), from: z.string() }), (old) => ({ grams: old.grams, from: old.sender }));

describe('versions of an event', () => {
  it('reads every version that was ever published into the newest', () => {
    const newest = { grams: 1200, from: 'Aida' };
    expect(kind.read(1, { weight: 1.2, sender: 'Aida' })).toEqual(newest);
    expect(kind.read(2, { grams: 1200, sender: 'Aida' })).toEqual(newest);
    expect(kind.read(3, newest)).toEqual(newest);
    expect(kind.typeVersion).toBe(3);
  });

  it('leaves the older definition untouched', () => {
    expect(first.typeVersion).toBe(1);
    expect(first.read(1, { weight: 1, sender: 'a' })).toEqual({ weight: 1, sender: 'a' });
  });

  it('checks an old payload by its own schema and what the upcast made of it by the next', () => {
    expect(() => kind.read(1, { grams: 1200, from: 'Aida' })).toThrow('ParcelSent version 1');
    expect(() => kind.read(1, { weight: 99, sender: 'Aida' })).toThrow('ParcelSent version 3: grams: too_big');
  });

  it('says that a version is newer than this build', () => {
    expect(() => kind.read(4, {})).toThrow(UnknownEventVersion);
    expect(() => kind.read(4, {})).toThrow('version 4 is not known here, the newest known is 3');
    expect(() => kind.schema(0)).toThrow(UnknownEventVersion);
  });

  it('publishes nothing that the schema does not name', () => {
    const draft = { grams: 5, from: 'Aida', diagnosis: 'secret' };
    expect(kind.write(draft)).toEqual({ grams: 5, from: 'Aida' });
  });

  it('names the field at fault and never its value', () => {
    const write = () => kind.write({ grams: 'Aida Asanova' as unknown as number, from: 'x' });
    expect(write).toThrow(EventMalformed);
    expect(write).toThrow(/^malformed ParcelSent version 3: grams: invalid_type$/);
  });
});
