import { expect, test } from 'vitest';
import { eventNote, eventSentence } from '#domain/words/event-sentence.ts';

const told = (changes: Partial<Parameters<typeof eventSentence>[0]>) =>
  eventSentence({ type: 'reported', actor: 'Trần Văn Minh', about: null, agencyName: null, payload: {}, ...changes });

test.each([
  [{ about: 'Lập kế hoạch' }, 'Trần Văn Minh báo cáo kết quả «Lập kế hoạch».'],
  [
    { type: 'assigned', actor: 'hệ thống', about: 'Lập kế hoạch', agencyName: 'Phòng Tư pháp' },
    'Hệ thống giao việc «Lập kế hoạch» cho Phòng Tư pháp.',
  ],
  [
    { type: 'lead-moved', about: 'Lập kế hoạch', payload: { agencyName: 'Phòng Y tế' } },
    'Trần Văn Minh chuyển cơ quan chủ trì «Lập kế hoạch» sang Phòng Y tế.',
  ],
  [{ type: 'account-switched', about: 'An', payload: { active: false } }, 'Trần Văn Minh tắt tài khoản «An».'],
  [{ type: 'account-switched', about: 'An', payload: { active: true } }, 'Trần Văn Minh bật tài khoản «An».'],
  [{ type: 'account-key-made', payload: { name: 'cổng' } }, 'Trần Văn Minh tạo khóa API, khóa «cổng».'],
  [{ type: 'of-a-later-version', payload: null }, 'Trần Văn Minh of-a-later-version.'],
])('%j is «%s»', (event, sentence) => {
  expect(told(event)).toBe(sentence);
});

test('what people wrote with an event is its note, and nothing else is', () => {
  expect(eventNote({ reason: 'Thiếu văn bản' })).toBe('Thiếu văn bản');
  expect(eventNote({ note: ' ', text: 'Quý IV' })).toBe('Quý IV');
  for (const payload of [null, 'x', {}, { note: 7 }, { digest: 'abc' }]) expect(eventNote(payload)).toBeNull();
});

test('whoever signs in does it to nobody', () => {
  const signedIn = { type: 'account-signed-in', actor: 'Phạm Thị Dung', about: 'Phạm Thị Dung' };
  expect(told(signedIn)).toBe('Phạm Thị Dung đăng nhập.');
  expect(told({ ...signedIn, actor: 'Hệ thống' })).toContain('«Phạm Thị Dung»');
});
