// A letter to several who share the address that it goes to.
import { expect, test } from 'vitest';
import { composeZalo } from '#channels/zalo/compose-zalo.ts';
import type { MessageInput, MessageItem } from '#contracts/message.ts';
import { composeMessage } from '#domain/message/compose-message.ts';
import { composeSubject } from '#domain/message/compose-subject.ts';
import { greeting, readerNames, salutation } from '#domain/message/phrases.ts';
import { slot } from '../../support/moments.ts';
import { item, LEAD } from './message-cases.ts';

const HEAD = { ...LEAD, name: 'Trần Văn Nam', position: 'Trưởng phòng' };
const ELSEWHERE = { ...LEAD, position: 'Văn thư', agencyName: 'Phòng Nội vụ' };
const letter = (items: MessageItem[], alsoTo: MessageInput['recipient'][]): MessageInput => ({
  office: 'UBND huyện Tứ Kỳ',
  zone: 'Asia/Ho_Chi_Minh',
  slotAt: slot('2026-11-18T01:00:00Z'),
  recipient: LEAD,
  alsoTo,
  items,
});
const before = (assignmentId: string, readerId: string, over: Partial<MessageItem> = {}) =>
  item({ rung: 'before-7', assignmentId, readerId, audience: 'lead', title: `Việc ${assignmentId}`, ...over });

test('a clerk and a head who share a mailbox are both greeted', () => {
  expect(greeting({ recipient: LEAD, alsoTo: [HEAD] })).toBe(
    'Đồng chí Nguyễn Thị Hoàng Anh, Chuyên viên, Phòng Tư pháp; Đồng chí Trần Văn Nam, Trưởng phòng, Phòng Tư pháp',
  );
});

test('one name in two agencies is greeted once, with both', () => {
  expect(greeting({ recipient: LEAD, alsoTo: [ELSEWHERE] })).toBe(
    'Đồng chí Nguyễn Thị Hoàng Anh (Chuyên viên, Phòng Tư pháp; Văn thư, Phòng Nội vụ)',
  );
  expect(readerNames({ recipient: LEAD, alsoTo: [ELSEWHERE, HEAD] })).toBe('Nguyễn Thị Hoàng Anh, Trần Văn Nam');
});

test('a person whom the roster holds twice alike is greeted as one who stands in it once', () => {
  expect(greeting({ recipient: LEAD, alsoTo: [{ ...LEAD, name: 'NGUYỄN Thị Hoàng Anh' }] })).toBe(salutation(LEAD));
  expect(greeting({ recipient: LEAD })).toBe(salutation(LEAD));
});

test('of many who share a mailbox the first five are greeted and the others counted', () => {
  const others = Array.from({ length: 7 }, (_, n) => ({ ...HEAD, name: `Trần Văn ${'ABCDEFG'[n]}` }));
  const words = greeting({ recipient: LEAD, alsoTo: others });
  expect(words).toContain('Trần Văn D');
  expect(words).not.toContain('Trần Văn E');
  expect(words.endsWith(' và 3 người khác dùng chung địa chỉ này')).toBe(true);
});

test('work of which both hear is said once, to whoever does it, with the links of that person', () => {
  const ofHead = before('x', 'a.tp', { audience: 'lead-head', rung: 'unacknowledged', status: 'assigned' });
  const links = {
    acknowledge: 'https://vi-du.example/l/nhan-cua-cv',
    report: 'https://vi-du.example/l/bao-cao',
    view: null,
  };
  const ofClerk = before('x', 'b.cv', { links, status: 'assigned' });
  for (const items of [
    [ofHead, ofClerk],
    [ofClerk, ofHead],
  ]) {
    const { text, html, subject } = composeMessage(letter(items, [HEAD]));
    expect(text).toContain('nhan-cua-cv');
    expect(text.match(/Việc x/g)).toHaveLength(1);
    expect(html).toContain(`Kính gửi: ${greeting({ recipient: LEAD, alsoTo: [HEAD] })}`);
    expect(subject).toBe('Còn 6 ngày làm việc: Việc x (hạn 27/11/2026)');
  }
});

test('who oversees the work and shares the letter with who does it reads it as theirs to do', () => {
  const overseen = before('x', 'a.cv', { audience: 'standing-agency', rung: 'overdue-2', daysLate: 5 });
  const own = before('x', 'b.cv', { rung: 'unacknowledged', status: 'assigned', daysLate: 5 });
  const { text } = composeMessage(letter([overseen, own], [ELSEWHERE]));
  expect(text).toContain(own.links.acknowledge as string);
  expect(text).not.toContain('cơ quan thường trực');
});

test('one reader who hears of a piece of work in two roles reads the more urgent one, as ever', () => {
  const overseen = item({ rung: 'overdue-2', assignmentId: 'x', audience: 'standing-agency', daysLate: 5 });
  const own = item({ rung: 'unacknowledged', assignmentId: 'x', audience: 'lead', daysLate: 5 });
  const { alsoTo: _, ...toOne } = letter([own, overseen], []);
  expect(composeMessage(toOne).subject).toMatch(/^Quá hạn 5 ngày – Phòng Tư pháp/);
});

test('a digest for two agencies names whose each piece of work is, one for one agency does not', () => {
  const items = [before('x', 'a.cv'), before('y', 'b.cv', { agencyName: 'Phòng Nội vụ' })];
  const ofTwo = composeMessage(letter(items, [ELSEWHERE]));
  for (const body of [ofTwo.text, ofTwo.html]) {
    expect(body).toMatch(/· Phòng Tư pháp · hạn 27\/11\/2026/);
    expect(body).toMatch(/· Phòng Nội vụ · hạn 27\/11\/2026/);
  }
  const ofOne = composeMessage(letter([before('x', 'a.cv'), before('y', 'a.tp')], [HEAD]));
  expect(ofOne.text).not.toContain('· Phòng Tư pháp');
});

test('Zalo names all of them, and whose each piece of work is', () => {
  const items = [before('x', 'a.cv'), before('y', 'b.cv', { agencyName: 'Phòng Nội vụ' })];
  const form = composeZalo({ said: letter(items, [{ ...ELSEWHERE, name: 'Lê Hà' }]), acknowledgeToken: null });
  expect(form.template.data.nguoi_nhan).toBe('Nguyễn Thị Hoàng Anh, Lê Hà');
  expect(form.text).toContain('(Phòng Nội vụ · hạn 27/11/2026)');
});

test('the subject of a preview is that of the letter, with whoever else reads it', () => {
  const items = [
    before('x', 'b.cv', { audience: 'standing-agency', rung: 'overdue-2', daysLate: 3 }),
    before('x', 'a.cv', { rung: 'overdue-2', daysLate: 3 }),
    before('z', 'b.cv', { audience: 'standing-agency', rung: 'overdue-2', daysLate: 4, agencyName: 'Phòng Y' }),
  ];
  const said = letter(items, [ELSEWHERE]);
  expect(composeSubject({ ...said, items: [...items].reverse() })).toBe(composeMessage(said).subject);
  expect(composeMessage(said).subject).toBe('2 việc quá hạn (18/11/2026)');
});
