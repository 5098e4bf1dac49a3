import { describe, expect, test } from 'vitest';
import { composeMessage } from '#domain/message/compose-message.ts';
import { composeSubject } from '#domain/message/compose-subject.ts';
import { toMessageItem } from '#domain/message/to-message-item.ts';
import { OFFICIAL_CALENDAR, vn } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';
import { CASES, CHIEF, item, LEAD } from './message-cases.ts';

const visible = (html: string) =>
  html
    .replace(/<!--[\s\S]*?-->|<style>[\s\S]*?<\/style>|<head>[\s\S]*?<\/head>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#847;|&zwnj;|&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

describe.each(Object.entries(CASES))('message %s', (name, input) => {
  const message = composeMessage(input);

  test('reads as the approved wording', async () => {
    await expect(`Tiêu đề: ${message.subject}\n\n${message.text}`).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('has the subject that the preview printed', () => {
    const items = input.items.map(({ links: _links, ...bare }) => bare);
    expect(composeSubject({ ...input, items })).toBe(message.subject);
  });

  test('says in HTML what it says in plain text', () => {
    const shown = visible(message.html);
    for (const line of message.text.split('\n')) {
      const words = line
        .replace(/^- |^\d+\. |^ {3}/, '')
        .replace(/: https?:\/\/.*$/, '')
        .trim();
      const [head = ''] = words.split(/: |:$|…/);
      if (head.length > 3) expect(shown.toLowerCase()).toContain(head.slice(0, 60).toLowerCase());
    }
  });

  test('does not depend on the order in which the ladder collected the items', () => {
    expect(composeMessage({ ...input, items: [...input.items].reverse() })).toEqual(message);
  });
});

test('a single task gives its lead exactly one button to acknowledge and one to report', () => {
  const { html, text } = composeMessage(CASES['nhac-truoc-7']!);
  expect(html.match(/>Đã nhận việc</g)).toHaveLength(1);
  expect(html.match(/>Báo cáo</g)).toHaveLength(1);
  expect(html.match(/class="pb"/g)).toHaveLength(1);
  expect(text).toContain('Đã nhận việc: https://');
});

test('a chief reads which agency is late and by how much, and gets no button that answers in its place', () => {
  const { subject, html } = composeMessage(CASES['qua-han-3-van-phong']!);
  expect(subject).toMatch(/^Quá hạn 9 ngày – Phòng Tư pháp: /);
  expect(html).not.toContain('>Đã nhận việc<');
  expect(html).not.toContain('>Báo cáo<');
});

test('what a plan cell contains can neither add a header nor run in a mail program', () => {
  const { subject, html, text } = composeMessage(CASES['ky-tu-dac-biet']!);
  expect(subject).not.toMatch(/[\r\n\u0000]/);
  expect(html).not.toMatch(/<script|<img|<i>|<b>/i);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).toContain('href="https://x.example/?a=1&amp;b=&quot;&gt;&lt;script&gt;"');
  expect(text).not.toContain('\r');
});

test('a person who hears of one task twice in a slot reads it once, as the more urgent', () => {
  const both = [
    item({ rung: 'before-1', assignmentId: 'x' }),
    item({ rung: 'overdue-1', assignmentId: 'x', daysLate: 2 }),
  ];
  const { subject } = composeMessage({ ...CASES['nhac-truoc-7']!, items: both });
  expect(subject).toMatch(/^Quá hạn 2 ngày: /);
});

test('what is left is counted on the day on which it is said, whatever the rung is called', () => {
  const said = (rung: string, due: string, leavesAt: string | null = null) => {
    const facts = { id: 'x', audience: 'lead' as const, title: 'Báo cáo', product: null, agencyName: LEAD.agencyName };
    const more = { planTitle: 'Kế hoạch', status: 'in-progress' as const, why: '', note: null };
    const dates = { due: day(due), dueWorking: OFFICIAL_CALENDAR.nextWorkingDayOnOrAfter(day(due)) };
    const input = CASES['nhac-truoc-7']!;
    const saidAt = leavesAt === null ? input.slotAt : vn(leavesAt);
    const one = toMessageItem({ ...facts, ...more, ...dates, rung, saidAt, calendar: OFFICIAL_CALENDAR });
    const links = { acknowledge: null, report: null, view: null };
    return composeMessage({ ...input, leavesAt: leavesAt === null ? null : saidAt, items: [{ ...one, links }] });
  };
  const subject = (...what: Parameters<typeof said>) => said(...what).subject.replace(/:.*/, '');
  expect(subject('before-15', '2026-12-04')).toBe('Còn 11 ngày làm việc');
  expect(subject('before-15', '2026-11-20')).toBe('Còn 2 ngày làm việc');
  expect(subject('before-3', '2026-11-18')).toBe('Đến hạn hôm nay');
  expect(subject('before-3', '2026-11-12')).toBe('Quá hạn 6 ngày');
  expect(subject('due', '2026-11-12')).toBe('Quá hạn 6 ngày');
  // Tuesday 24/11 is a day off in 2026.
  expect(subject('overdue-1', '2026-11-25')).toBe('Còn 4 ngày làm việc');
  // Sunday 22/11 counts from Monday on.
  expect(subject('before-1', '2026-11-22', '2026-11-20 08:00')).toBe('Đến hạn');
  expect(subject('due', '2026-11-22', '2026-11-23 08:00')).toBe('Đến hạn');
  expect(subject('due', '2026-11-22', '2026-11-24 08:00')).toBe('Quá hạn 1 ngày');
  // Tết 2027 takes a week of them.
  expect(subject('before-7', '2027-02-15', '2027-02-01 08:00')).toBe('Còn 5 ngày làm việc');

  const late = said('due', '2026-11-18', '2026-12-04 09:12');
  expect(late.subject).toMatch(/^Quá hạn 16 ngày/);
  expect(late.text).toContain('lúc 09:12 ngày 04/12/2026, thay cho lượt nhắc lúc 08:00 ngày 18/11/2026');
});

test('a ladder with rungs of its own names is understood from the facts of the task', () => {
  const compose = (over: object) =>
    composeMessage({ ...CASES['nhac-truoc-7']!, items: [item({ rung: 'nhac-rieng', assignmentId: 'x', ...over })] })
      .subject;
  expect(compose({})).toMatch(/^Còn 6 ngày làm việc: /);
  expect(compose({ workingDaysLeft: null })).toMatch(/^Còn 9 ngày: /);
  expect(compose({ daysLate: 4 })).toMatch(/^Quá hạn 4 ngày: /);
  expect(compose({ status: 'reported' })).toMatch(/^Chờ xác nhận – Phòng Tư pháp: /);
  expect(compose({ due: null, dueWorking: null })).toMatch(/^Hỏi tiến độ quý IV\/2026: /);
});

test('a subject stays readable however long the task title is', () => {
  const long = item({ rung: 'overdue-2', assignmentId: 'x', title: 'nhiệm vụ rất dài '.repeat(60), daysLate: 3 });
  const { subject, text } = composeMessage({ ...CASES['nhac-truoc-7']!, recipient: CHIEF, items: [long] });
  expect([...subject].length).toBeLessThanOrEqual(160);
  expect(text).toContain('nhiệm vụ rất dài '.repeat(60).trim());
});

test('a digest of a hundred rows stays under the size at which Gmail cuts a mail off', () => {
  const items = Array.from({ length: 100 }, (_, n) =>
    item({ rung: 'overdue-2', assignmentId: `n${n}`, daysLate: n + 1 }),
  );
  const { html, text } = composeMessage({ ...CASES['nhac-truoc-7']!, recipient: LEAD, items });
  expect(Buffer.byteLength(html)).toBeLessThan(102 * 1024);
  expect(text.match(/Báo cáo: https/g)).toHaveLength(100);
});

test('a plan title set in capitals does not shout inside a letter, and the reason of a return ends with one full stop', () => {
  const shouting = { planTitle: 'KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH HUYỆN TỨ KỲ NĂM 2026' };
  const assigned = ['a', 'b'].map((assignmentId) => item({ rung: 'assigned', assignmentId, ...shouting }));
  const { text } = composeMessage({ ...CASES['nhac-truoc-7']!, items: assigned });
  expect(text).toContain('theo Kế hoạch cải cách hành chính huyện Tứ Kỳ năm 2026.');
  const returned = item({ rung: 'returned', assignmentId: 'c', note: 'Thiếu phụ lục.', ...shouting });
  const single = composeMessage({ ...CASES['nhac-truoc-7']!, items: [returned] }).text;
  expect(single).toContain('lý do: Thiếu phụ lục. Đề nghị');
  expect(single).not.toContain('KẾ HOẠCH');
});
