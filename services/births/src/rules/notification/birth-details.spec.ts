import { type ReportedDetails, readDetails } from './birth-details.js';

describe('details of a birth', () => {
  it('are null where nothing was said, and as they are compared where something was', () => {
    expect(readDetails({})).toEqual({
      plurality: null,
      birthOrder: null,
      deliveryId: null,
      attendant: null,
      informantPhone: null,
      motherAddress: null,
    });
    const said = {
      plurality: 2,
      birthOrder: 2,
      deliveryId: ' D/7 ',
      informantPhone: '+996 (555) 12-34-56',
      motherAddress: ' ',
    };
    expect(readDetails(said)).toMatchObject({
      deliveryId: 'D/7',
      informantPhone: '+996555123456',
      motherAddress: null,
    });
  });

  it.each<[ReportedDetails, string, string]>([
    [{ plurality: 0 }, 'plurality', 'PLURALITY_IMPOSSIBLE'],
    [{ plurality: 11 }, 'plurality', 'PLURALITY_IMPOSSIBLE'],
    [{ plurality: 2, birthOrder: 3 }, 'birthOrder', 'BIRTH_ORDER_ABOVE_PLURALITY'],
    [{ birthOrder: 0 }, 'birthOrder', 'BIRTH_ORDER_ABOVE_PLURALITY'],
    [{ informantPhone: 'ask next door' }, 'informantPhone', 'PHONE_MALFORMED'],
    [{ informantPhone: '1234' }, 'informantPhone', 'PHONE_MALFORMED'],
    [{ motherAddress: 'a'.repeat(301) }, 'motherAddress', 'TEXT_LENGTH'],
    [{ deliveryId: 'a'.repeat(65) }, 'deliveryId', 'TEXT_LENGTH'],
  ])('%j are refused by the field %s for %s', (said, field, reason) => {
    expect(() => readDetails(said)).toThrow(expect.objectContaining({ reason, details: { field } }));
  });
});
