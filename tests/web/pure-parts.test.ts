import { describe, expect, test } from 'vitest';
import { formatDate as asInLetters } from '#domain/calendar/format-date.ts';
import type { LinkView } from '../../web/src/api/types.ts';
import { completeUrl } from '../../web/src/commands/complete-url.ts';
import { composeCommand } from '../../web/src/commands/compose-command.ts';
import { formatDate, formatDateWithWeekday } from '../../web/src/dates/format-date.ts';
import { formatInstant, localDateOf } from '../../web/src/dates/format-instant.ts';
import { relativeDays } from '../../web/src/dates/relative-days.ts';
import { linkStanding } from '../../web/src/pages/link/link-standing.ts';
import { fieldWords } from '../../web/src/words/field-words.ts';
import { day } from '../support/moments.ts';
import { createWorld } from './mock-world.ts';

describe('dates on the pages', () => {
  test('a day is written as dd/MM/yyyy, with its weekday where asked', () => {
    expect(formatDate('2026-03-09')).toBe('09/03/2026');
    // A page may not lean on the rules, and must not write a day in another way than a letter does.
    for (const date of ['2026-03-09', '2026-11-30']) expect(formatDate(date)).toBe(asInLetters(day(date)));
    expect(formatDateWithWeekday('2026-11-22')).toBe('Chủ nhật, 22/11/2026');
  });

  test('an instant is shown on the clock of the office, whatever the clock of the reader', () => {
    expect(formatInstant('2026-11-19T18:30:00Z')).toBe('01:30, 20/11/2026');
    expect(localDateOf('2026-12-31T17:00:00Z')).toBe('2027-01-01');
  });

  test.each([
    ['2026-11-20', 'hôm nay'],
    ['2026-11-21', 'ngày mai'],
    ['2026-12-20', 'còn 30 ngày'],
    ['2026-11-18', 'đã qua 2 ngày'],
  ])('%s seen from 20/11 is %s', (date, words) => {
    expect(relativeDays('2026-11-20', date)).toBe(words);
  });
});

describe('a command as it is sent', () => {
  test('a date of today is left to the server, an earlier one is sent', () => {
    expect(composeCommand('acknowledge', { occurredOn: '2026-11-20' }, '2026-11-20')).toEqual({
      command: 'acknowledge',
    });
    expect(composeCommand('acknowledge', { occurredOn: '2026-11-02' }, '2026-11-20')).toEqual({
      command: 'acknowledge',
      occurredOn: '2026-11-02',
    });
  });

  test.each([
    ['tuky.gov.vn/x', 'https://tuky.gov.vn/x'],
    [' http://tuky.gov.vn ', 'http://tuky.gov.vn'],
    ['công văn 125', null],
    ['javascript:alert(1)', null],
    ['125/KH-UBND', null],
  ])('%s as a web address is %s', (typed, whole) => {
    expect(completeUrl(typed)).toBe(whole);
  });
});

describe('what a link can still do', () => {
  const assignment = createWorld().assignments.find(({ status }) => status === 'assigned')!;
  const view = (changes: Partial<LinkView>): LinkView => ({
    action: 'acknowledge',
    contactName: 'Trần Văn Minh',
    expiresAt: '2026-12-01T00:00:00Z',
    usedAt: null,
    assignment,
    products: [],
    explanation: '',
    allowed: ['acknowledge', 'report'],
    evidence: { fileBytes: 1, files: 1 },
    returnReason: null,
    ...changes,
  });
  const now = Date.parse('2026-11-20T00:00:00Z');

  test('a fresh link can be used', () => {
    expect(linkStanding(view({}), now)).toBe('ready');
  });

  test('finished work counts for more than an expired or used link', () => {
    const verified = { ...assignment, status: 'verified' as const };
    expect(linkStanding(view({ assignment: verified, usedAt: '2026-11-01T00:00:00Z' }), now)).toBe('verified');
    expect(linkStanding(view({ assignment: { ...assignment, status: 'withdrawn' } }), now)).toBe('withdrawn');
  });

  test('what was already done is not asked for again', () => {
    expect(linkStanding(view({ assignment: { ...assignment, status: 'in-progress' } }), now)).toBe(
      'already-acknowledged',
    );
    expect(linkStanding(view({ action: 'report', assignment: { ...assignment, status: 'reported' } }), now)).toBe(
      'already-reported',
    );
    expect(linkStanding(view({ usedAt: '2026-11-01T00:00:00Z' }), now)).toBe('used-acknowledge');
  });

  test('an expired link is dead to the second', () => {
    expect(linkStanding(view({}), Date.parse('2026-12-01T00:00:00Z'))).toBe('expired');
  });
});

test.each([
  ['III', 'CẢI CÁCH THỦ TỤC HÀNH CHÍNH', 'III. Cải cách thủ tục hành chính'],
  [null, 'ĐÁNH GIÁ CCHC CỦA UBND HUYỆN', 'Đánh giá CCHC của UBND huyện'],
  ['I', 'Cải cách thể chế', 'I. Cải cách thể chế'],
])('the field %s %s is listed as %s', (code, title, words) => {
  expect(fieldWords(code, title)).toBe(words);
});
