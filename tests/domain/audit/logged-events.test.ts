// The log is read as it was written, whichever version wrote it, and nothing of another form is believed.
import { describe, expect, test } from 'vitest';
import { readLoggedEvent, readLoggedPayload } from '#contracts/logged-events.ts';
import { FACTS } from './facts.ts';

describe('an event of the log', () => {
  test('of an earlier version lacks what was not written then', () => {
    expect(readLoggedEvent('assigned', null)).toEqual({ type: 'assigned', payload: {} });
    expect(readLoggedEvent('reported', { note: 'Xong', reportedOn: '2026-06-10' }).payload).toEqual({
      note: 'Xong',
      reportedOn: '2026-06-10',
      documentNumber: null,
      evidenceUrl: null,
      files: [],
    });
    const resolved = { m: '2026-06-10T03:00:00.000Z' };
    const none = { rosterDigest: null, zalo: {}, webhooks: {}, ladders: {}, calendars: {} };
    expect(readLoggedPayload('settings-stated', { ...none, resolved }).resolved).toEqual({ m: '2026-06-10T03:00:00Z' });
  });

  test('of a later version keeps what is known of it', () => {
    expect(readLoggedEvent('returned', { reason: 'Thiếu', urgency: 3 })).toEqual({
      type: 'returned',
      payload: { reason: 'Thiếu' },
    });
    expect(readLoggedEvent('extended', { due: '2026-12-31' })).toEqual({ type: null, payload: null });
    expect(readLoggedEvent('toString', {})).toEqual({ type: null, payload: null });
  });

  test.each([
    ['assigned', { facts: { ...FACTS, due: '31/12/2026' } }],
    ['assigned', { facts: { ...FACTS, nature: 'sớm' } }],
    ['assigned', { rulesVersion: 0 }],
    ['reported', { note: 'Xong' }],
    ['reported', { note: 'Xong', reportedOn: '2026-02-30' }],
    ['deadline-decided', { before: 'Quý I' }],
    ['deliveries-sealed', { items: [['message', 'm']] }],
    ['webhook-added', { url: 'https://a.vn' }],
    ['ladder-set', 'chữ'],
  ])('of the type %s is not believed when it holds %j', (type, payload) => {
    expect(() => readLoggedEvent(type, payload)).toThrow();
  });
});
