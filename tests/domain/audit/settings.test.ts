// Settings decide who hears what: each is folded from its events, and a table that says otherwise is told.
import { describe, expect, test } from 'vitest';
import { type LoggedWebhook, readLoggedEvent } from '#contracts/logged-events.ts';
import { compareSettings, type StoredSettings } from '#domain/audit/compare-settings.ts';
import { foldSetting, type LoggedSettings, noSettings } from '#domain/audit/fold-settings.ts';
import { at } from '../../support/moments.ts';

const EARLY = at('2026-06-10T03:00:00Z');
const LATE = at('2026-06-11T03:00:00Z');
const HOOK: LoggedWebhook = { url: 'https://a.vn/nhan', filter: '*', active: true, secretFingerprint: 'dấu' };
const OTHER: LoggedWebhook = { ...HOOK, url: 'https://b.vn/nhan' };

type Told = [subject: string, type: string, payload?: Record<string, unknown>];
const STATED: Told = [
  'settings/',
  'settings-stated',
  {
    rosterDigest: 'danh bạ',
    zalo: { a: 'za' },
    webhooks: { w: HOOK },
    resolved: { m: '2026-06-10T03:00:00.000Z' },
    ladders: { l: 'bậc' },
    calendars: { c: 'lịch' },
  },
];

function fold(...events: Told[]): LoggedSettings {
  const settings = noSettings();
  for (const [subject, type, payload = {}] of events) {
    const [, id = ''] = subject.split('/');
    foldSetting(settings, id, { ...readLoggedEvent(type, payload), occurredAt: LATE });
  }
  return settings;
}

const AS_STATED: StoredSettings = {
  rosterDigest: 'danh bạ',
  zalo: new Map([['a', 'za']]),
  webhooks: new Map([['w', HOOK]]),
  matters: new Map([['m', { what: 'Kênh hỏng', lastAt: at('2026-06-09T00:00:00Z'), resolvedAt: EARLY }]]),
  ladders: new Map([['l', 'bậc']]),
  calendars: new Map([['c', 'lịch']]),
  letterhead: null,
  senders: new Map(),
};

describe('the log of settings', () => {
  test('says nothing before they were stated', () => {
    expect(noSettings()).toEqual({
      stated: false,
      rosterDigest: null,
      zalo: new Map(),
      webhooks: new Map(),
      resolved: new Map(),
      ladders: new Map(),
      calendars: new Map(),
      letterhead: null,
      senders: new Map(),
    });
  });

  test('begins with what was stated', () => {
    expect(fold(STATED)).toEqual({
      stated: true,
      rosterDigest: 'danh bạ',
      zalo: new Map([['a', 'za']]),
      webhooks: new Map([['w', HOOK]]),
      resolved: new Map([['m', EARLY]]),
      ladders: new Map([['l', 'bậc']]),
      calendars: new Map([['c', 'lịch']]),
      letterhead: null,
      senders: new Map(),
    });
  });

  const whatChanges = (...events: Told[]) => {
    const [before, after] = [fold(STATED), fold(STATED, ...events)];
    const keys = Object.keys(before) as (keyof LoggedSettings)[];
    return Object.fromEntries(
      keys
        .filter((key) => JSON.stringify(plain(before[key])) !== JSON.stringify(plain(after[key])))
        .map((key) => [key, plain(after[key])]),
    );
  };
  const plain = (value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value);

  test('follows a Zalo account that is linked or unlinked', () => {
    expect(whatChanges(['contact/b', 'zalo-linked', { zaloUserId: 'zb' }])).toEqual({ zalo: { a: 'za', b: 'zb' } });
    expect(whatChanges(['contact/a', 'zalo-linked', { zaloUserId: 'mới' }])).toEqual({ zalo: { a: 'mới' } });
    expect(whatChanges(['contact/a', 'zalo-unlinked'])).toEqual({ zalo: {} });
    expect(whatChanges(['contact/a', 'zalo-code-made', { zaloUserId: 'x' }])).toEqual({});
  });

  test('follows a matter that is ticked off, with the moment', () => {
    expect(whatChanges(['matter/n', 'matter-resolved'])).toEqual({ resolved: { m: EARLY, n: LATE } });
    expect(whatChanges(['matter/m', 'matter-resolved'])).toEqual({ resolved: { m: LATE } });
  });

  test('forgets the end of a matter that somebody took back', () => {
    expect(whatChanges(['matter/m', 'matter-reopened'])).toEqual({ resolved: {} });
  });

  test('follows ladders and calendars that are set', () => {
    expect(whatChanges(['ladder/l2', 'ladder-set', { digest: 'bậc 2' }])).toEqual({
      ladders: { l: 'bậc', l2: 'bậc 2' },
    });
    expect(whatChanges(['calendar/c', 'calendar-set', { digest: 'lịch 2' }])).toEqual({ calendars: { c: 'lịch 2' } });
  });

  test('follows how letters and reports are headed, and the addresses that letters come from', () => {
    expect(whatChanges(['office/letterhead', 'office-letterhead-set', { digest: 'đầu' }])).toEqual({
      letterhead: 'đầu',
    });
    const set: Told = ['office/2', 'office-sender-set', { address: 'xa@vi-du.example' }];
    expect(whatChanges(set)).toEqual({ senders: { 2: 'xa@vi-du.example' } });
    expect(whatChanges(set, ['office/2', 'office-sender-set', { address: null }])).toEqual({});
  });

  test('follows the roster, and its Zalo accounts when an event names them', () => {
    expect(whatChanges(['roster', 'roster-extended', { digest: 'mới' }])).toEqual({ rosterDigest: 'mới' });
    expect(whatChanges(['roster', 'roster-imported', { digest: 'mới', zalo: { b: 'zb' } }])).toEqual({
      rosterDigest: 'mới',
      zalo: { b: 'zb' },
    });
  });

  test('follows webhooks as they are added, changed and removed', () => {
    expect(whatChanges(['webhook/v', 'webhook-added', { ...OTHER }])).toEqual({ webhooks: { w: HOOK, v: OTHER } });
    expect(whatChanges(['webhook/w', 'webhook-changed', { ...OTHER }])).toEqual({ webhooks: { w: OTHER } });
    expect(whatChanges(['webhook/w', 'webhook-removed'])).toEqual({ webhooks: {} });
  });

  test('passes over what is no setting', () => {
    expect(whatChanges(['weather/x', 'rain', { digest: 'x', zalo: {} }])).toEqual({});
  });
});

describe('the tables of settings', () => {
  const compare = (stored: Partial<StoredSettings>, ...events: Told[]) =>
    compareSettings(fold(STATED, ...events), { ...AS_STATED, ...stored });
  const told = (stored: Partial<StoredSettings>, ...events: Told[]) =>
    compare(stored, ...events).map(({ subject, words }) => `${subject} | ${words}`);

  test('that are as they were stated differ in nothing', () => {
    expect(compare({})).toEqual([]);
  });

  test('are compared only from where the log speaks of them', () => {
    expect(compareSettings(noSettings(), AS_STATED)).toEqual([]);
  });

  test('tell a roster that was changed by another hand', () => {
    expect(compare({ rosterDigest: 'khác' })).toMatchObject([{ subject: 'roster', column: null }]);
    expect(compare({ rosterDigest: null })).toHaveLength(1);
  });

  test('tell a Zalo account that was put in, taken out or exchanged', () => {
    expect(compare({ zalo: new Map() })).toMatchObject([
      { subject: 'contact/a', column: 'zaloUserId', logged: 'za', stored: null },
    ]);
    expect(compare({ zalo: new Map([['a', 'khác']]) })).toMatchObject([{ logged: 'za', stored: 'khác' }]);
    const both = new Map([
      ['a', 'za'],
      ['b', 'zb'],
    ]);
    expect(told({ zalo: both })).toEqual([
      'contact/b | Người «b»: tài khoản Zalo (zaloUserId): nhật ký ghi trống, bảng dữ liệu ghi «zb».',
    ]);
  });

  test('tell a head or an address of letters that another hand changed', () => {
    expect(told({ letterhead: 'khác' })).toEqual([
      'office/letterhead | Tên người gửi và đầu báo cáo: không còn như lần lưu cuối (đã bị sửa thẳng trong cơ sở dữ liệu).',
    ]);
    expect(told({ senders: new Map([['2', 'khac@vi-du.example']]) })).toEqual([
      'office/2 | Cơ quan số 2: địa chỉ gửi thư (senderAddress): nhật ký ghi trống, bảng dữ liệu ghi «khac@vi-du.example».',
    ]);
    const set: Told = ['office/2', 'office-sender-set', { address: 'xa@vi-du.example' }];
    expect(compare({}, set)).toMatchObject([{ logged: 'xa@vi-du.example', stored: null }]);
  });

  test('tell a webhook that was put in, taken out or changed, column by column', () => {
    expect(told({ webhooks: new Map() })).toEqual([
      'webhook/w | Hệ thống nhận sự kiện https://a.vn/nhan: có trong nhật ký, đã bị xóa khỏi bảng.',
    ]);
    const both = new Map([
      ['w', HOOK],
      ['v', OTHER],
    ]);
    expect(told({ webhooks: both })).toEqual([
      'webhook/v | Hệ thống nhận sự kiện https://b.vn/nhan: có trong bảng, không có sự kiện nào.',
    ]);
    const changed = { url: 'https://c.vn', filter: 'plan.*', active: false, secretFingerprint: 'khác' };
    for (const [column, value] of Object.entries(changed))
      expect(compare({ webhooks: new Map([['w', { ...HOOK, [column]: value }]]) })).toMatchObject([
        { subject: 'webhook/w', column, stored: String(value) },
      ]);
  });

  const matter = (changes: Partial<{ lastAt: typeof EARLY; resolvedAt: typeof EARLY | null }>) => ({
    matters: new Map([['m', { what: 'Kênh hỏng', lastAt: at('2026-06-09T00:00:00Z'), resolvedAt: EARLY, ...changes }]]),
  });

  test('tell a matter that was opened again by another hand', () => {
    expect(compare(matter({ resolvedAt: null }))).toMatchObject([
      { subject: 'matter/m', column: 'resolvedAt', logged: EARLY, stored: null },
    ]);
    expect(told(matter({ resolvedAt: LATE }))[0]).toContain(
      'matter/m | Việc cần xử lý «Kênh hỏng»: lúc đánh dấu đã xử lý',
    );
  });

  test('do not tell a matter that came up again since it was ticked off', () => {
    expect(compare(matter({ resolvedAt: null, lastAt: LATE }))).toEqual([]);
    expect(compare(matter({ resolvedAt: null, lastAt: EARLY }))).toEqual([]);
    expect(compare(matter({ resolvedAt: null, lastAt: at('2026-06-10T02:59:59.999Z') }))).toHaveLength(1);
    expect(compare(matter({ resolvedAt: LATE, lastAt: LATE }))).toHaveLength(1);
  });

  test('tell a matter that was ticked off without an event, and not one that is open', () => {
    const others = (resolvedAt: typeof EARLY | null) => ({
      matters: new Map([...AS_STATED.matters, ['n', { what: 'Khác', lastAt: EARLY, resolvedAt }] as const]),
    });
    expect(compare(others(null))).toEqual([]);
    expect(compare(others(LATE))).toMatchObject([{ subject: 'matter/n', logged: null, stored: LATE }]);
  });

  test('tell a matter that is gone', () => {
    expect(told({ matters: new Map() })).toEqual([
      'matter/m | Việc cần xử lý «m»: có trong nhật ký, đã bị xóa khỏi bảng.',
    ]);
  });

  test.each([
    ['ladders', 'ladder', 'Bậc thang nhắc việc', 'l', 'bậc'],
    ['calendars', 'calendar', 'Bản lịch làm việc', 'c', 'lịch'],
  ] as const)('tell content of %s that was put in, taken out or changed', (table, family, name, id, digest) => {
    expect(told({ [table]: new Map() })).toEqual([`${family}/${id} | ${name} ${id}: đã bị xóa.`]);
    expect(told({ [table]: new Map([[id, 'khác']]) })).toEqual([
      `${family}/${id} | ${name} ${id}: nội dung đã bị sửa sau khi đặt.`,
    ]);
    const both = new Map([
      [id, digest],
      ['x', 'x'],
    ]);
    expect(told({ [table]: both })).toEqual([`${family}/x | ${name} x: không có sự kiện nào.`]);
  });
});
