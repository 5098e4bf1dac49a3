// A digest of any size: its first items, what is left in one line with its link, and no mail program that cuts it off.
import { describe, expect, test } from 'vitest';
import { composeSms } from '#channels/sms/compose-sms.ts';
import { composeZalo } from '#channels/zalo/compose-zalo.ts';
import type { MessageItem } from '#contracts/message.ts';
import { composeMessage } from '#domain/message/compose-message.ts';
import { CASES, CHAIRMAN, item, LEAD } from './message-cases.ts';

const ALL = 'https://dondoc.tuky.example.vn/l/w~a_2ecv~my-work~t0.x/viec-cua-toi';
const base = { ...CASES['nhac-truoc-7']!, recipient: LEAD, allWork: ALL };
const many = (count: number, over: (n: number) => Partial<MessageItem> & { rung: string }) =>
  Array.from({ length: count }, (_, n) => item({ assignmentId: `n${n}`, ...over(n) }));

const mixed = [
  ...many(40, (n) => ({ rung: 'before-7', assignmentId: `b${n}`, title: `Việc sắp đến hạn ${n}` })),
  ...many(60, (n) => ({ rung: 'overdue-2', assignmentId: `o${n}`, title: `Việc quá hạn ${n}`, daysLate: n + 1 })),
  ...many(20, (n) => ({ rung: 'assigned', assignmentId: `a${n}`, title: `Việc mới ${n}`, status: 'assigned' })),
];
const rows = (text: string) => text.match(/^\d+\. /gm)?.length ?? 0;

describe('a digest of 120 items', () => {
  const { subject, text, html } = composeMessage({ ...base, items: mixed });

  test('names the thirty most urgent, the longest overdue first', () => {
    expect(rows(text)).toBe(30);
    expect(text).toMatch(/^1\. Việc quá hạn 59$/m);
    expect(text).toMatch(/^30\. Việc quá hạn 30$/m);
    expect(text).not.toContain('Việc sắp đến hạn');
    expect(html.match(/Việc quá hạn \d+/g)).toHaveLength(31);
  });

  test('counts all of them in the subject, the headline and the sentence', () => {
    expect(subject).toBe('120 việc: 60 quá hạn, 40 sắp đến hạn, 20 mới giao (18/11/2026)');
    const sentence = '120 việc, gồm 60 việc quá hạn, 40 việc sắp đến hạn và 20 việc mới giao';
    for (const body of [text, html]) expect(body).toContain(sentence);
    expect(html).toContain('>120 việc cần xử lý<');
    expect(text).toContain('QUÁ HẠN (60)');
  });

  test('says how many are left, of which kinds, and where they stand', () => {
    const left = 'và 90 việc khác: 30 việc quá hạn, 40 việc sắp đến hạn và 20 việc mới giao';
    expect(text).toContain(`${left}\nXem tất cả việc của tôi: ${ALL}`);
    expect(html).toContain(left);
    expect(html.match(/href="[^"]*viec-cua-toi"/g)).toHaveLength(1);
  });

  test('lists the late agencies of a chief as far as they can be read, and counts the others', () => {
    const late = many(100, (n) => ({ rung: 'overdue-3', agencyName: `Phòng số ${n % 40}`, daysLate: n + 1 }));
    const chief = composeMessage({ ...base, recipient: CHAIRMAN, items: late });
    expect(chief.text.match(/^- Phòng số \d+: /gm)).toHaveLength(10);
    expect(chief.text).toContain('- 30 cơ quan khác: 70 việc');
    expect(chief.html).toContain('30 cơ quan khác');
  });
});

test.each([
  [30, 0],
  [31, 1],
  [114, 84],
  [2_000, 1_970],
])('of %i items %i are left for the page', (count, left) => {
  const { text, html } = composeMessage({ ...base, items: many(count, () => ({ rung: 'due' })) });
  expect(rows(text)).toBe(count - left);
  for (const body of [text, html]) expect(body.match(/và (\d+) việc khác/)?.[1] ?? '0').toBe(String(left));
  expect(text.includes('viec-cua-toi')).toBe(left > 0);
});

test('what is left is counted without a page too: a preview signs no links', () => {
  const { text } = composeMessage({ ...base, allWork: null, items: many(50, () => ({ rung: 'due' })) });
  expect(text).toMatch(/^… và 20 việc khác$/m);
  expect(text).not.toContain('Xem tất cả');
});

describe('what takes up everything in a digest says how many it takes up', () => {
  const links = (acknowledge: string | null) => ({ acknowledge, report: null, view: 'https://x.example/xem' });
  const digest = (given: number, others: number, answersAreRead = true) => ({
    ...base,
    answersAreRead,
    items: [
      ...many(others, (n) => ({ rung: 'overdue-2', assignmentId: `o${n}`, daysLate: 3, links: links(null) })),
      ...many(given, () => ({ rung: 'assigned', status: 'assigned', links: links('https://x.example/nhan') })),
    ],
  });
  const words = (given: number, others: number) =>
    composeZalo({ said: digest(given, others), acknowledgeToken: 'a.b' }).acknowledgeWords;

  test('a button on Zalo', () => {
    expect(words(42, 0)).toBe('Đã nhận cả 42 việc');
    expect(words(12, 30)).toBe('Đã nhận 12 việc chưa tiếp nhận');
    expect(words(1, 1)).toBe('Đã nhận 1 việc chưa tiếp nhận');
    expect(words(1, 0)).toBe('Đã nhận');
  });

  test('an answer to a letter, those that it does not name included', () => {
    const line = /Trả lời thư này[^\n<]*/;
    const { text, html } = composeMessage(digest(42, 0));
    for (const body of [text, html])
      expect(line.exec(body)?.[0]).toBe(
        'Trả lời thư này bằng hai chữ “Đã nhận” cũng là nhận cả 42 việc chưa tiếp nhận, kể cả 12 việc thư này không nêu tên.',
      );
    expect(line.exec(composeMessage(digest(5, 30)).text)?.[0]).toMatch(
      /cả 5 việc chưa tiếp nhận, là những việc thư này không nêu tên\.$/,
    );
    expect(line.exec(composeMessage(digest(3, 0)).text)?.[0]).toMatch(/cả 3 việc chưa tiếp nhận\.$/);
  });

  test('nothing is said of answers that nobody reads, or that take up one item or none', () => {
    for (const one of [digest(42, 0, false), digest(1, 3), digest(0, 40), digest(1, 0)])
      expect(composeMessage(one).text).not.toContain('Trả lời');
  });
});

describe('on a telephone', () => {
  test('Zalo names what there is room for, counts the rest, and opens the list', () => {
    const { text, viewUrl, template } = composeZalo({ said: { ...base, items: mixed }, acknowledgeToken: null });
    const named = text.match(/^- /gm)?.length ?? 0;
    expect(named).toBeGreaterThan(10);
    expect(text).toContain(`… và ${120 - named} việc khác.\nXem tất cả: ${ALL}`);
    expect([...text].length).toBeLessThanOrEqual(2_000);
    expect([viewUrl, template.data.duong_dan, template.data.so_viec]).toEqual([ALL, ALL, '120 việc']);
  });

  test('a text message counts all and opens the list', () => {
    const form = composeSms({ said: { ...base, items: mixed }, acknowledgeToken: null });
    expect(form.title).toBe('120 việc: 60 quá hạn, 40 sắp đến hạn, 20 mới giao (18/11/2026)');
    expect(form.link).toBe(`Xem: ${ALL}`);
  });

  test('a message of one item opens that item', () => {
    const said = { ...base, items: many(1, () => ({ rung: 'due' })) };
    expect(composeZalo({ said, acknowledgeToken: null }).viewUrl).toBe(said.items[0]?.links.view);
    expect(composeSms({ said, acknowledgeToken: null }).link).toBe(`Xem: ${said.items[0]?.links.view}`);
  });
});
