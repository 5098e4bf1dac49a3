import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { Roster } from '#contracts/roster.ts';
import { keepsFromPublishing, namedLeads, reviewLeads } from '#domain/assignment/review-leads.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { aContact, anAgency, aPlan, aRoster, withContact } from '../../support/builders.ts';

function review(leads: string[][], roster: Roster = aRoster()) {
  const { rows } = aPlan(leads.map((names) => ({ leads: names })));
  return reviewLeads(namedLeads(rows), { roster, date: localDateOf('2026-01-05'), channels: CHANNEL_KINDS });
}
const codes = (...given: Parameters<typeof review>) => review(...given).map(({ code }) => code);

test('leads with people behind them raise nothing', () => {
  expect(review([['Phòng A'], ['Phòng B', 'Phòng Tư pháp']])).toEqual([]);
});

test('a name that the roster does not know is named once, with its first row and how many there are', () => {
  const [issue, ...others] = review([['Phòng A'], ['Sở X'], ['Sở X', 'Phòng B'], ['Sở X']]);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code: 'agency-unknown', place: { table: 1, row: 3 }, column: 'Cơ quan chủ trì' });
  expect(issue?.message).toMatch(/«Sở X».*3 dòng/);
});

test.each([
  ['P. Nội vụ', 'Phòng Nội vụ'],
  ['Ban Tư pháp', 'Phòng Tư pháp'],
  ['CQ NỘI VỤ', 'Phòng Nội vụ'],
])('«%s» may be «%s»: the suggestion says so', (name, similar) => {
  expect(review([[name]])[0]?.suggestion ?? '').toContain(similar);
});

test('an alias answers for a name, and so does a group', () => {
  const roster = aRoster({
    groups: [{ name: 'Các phòng', aliases: [], members: ['a', 'b'], validFrom: null, validTo: null }],
  });
  roster.agencies.push(anAgency({ id: 'x', name: 'Phòng X', aliases: ['P. X'] }));
  roster.contacts.push(aContact({ id: 'x.cv', agency: 'x' }));
  expect(codes([['P. X'], ['Các phòng']], roster)).toEqual([]);
});

test('a name that two agencies bear is in doubt, and both are named', () => {
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'a2', name: 'Phòng A (mới)', aliases: ['Phòng A'] }));
  // An entry that nobody is behind gives way.
  expect(codes([['Phòng A']], roster)).toEqual([]);
  const both = { ...roster, contacts: [...roster.contacts, aContact({ id: 'a2.cv', agency: 'a2' })] };
  const [issue] = review([['Phòng A']], both);
  expect(issue?.code).toBe('agency-doubtful');
  expect(issue?.message).toMatch(/«Phòng A».*«Phòng A \(mới\)»/);
});

test('an agency without people, one whose people have left, and one without an address are each named', () => {
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'trong', name: 'Phòng Trống' }));
  const left = {
    ...roster,
    contacts: roster.contacts.map((one) => (one.agency === 'b' ? { ...one, validTo: '2025-12-31' as never } : one)),
  };
  const mute = withContact(withContact(left, 'a.cv', { email: null }), 'a.tp', { email: null });
  expect(
    review([['Phòng Trống'], ['Phòng B'], ['Phòng A'], ['Phòng A']], mute).map(({ code, place }) => [code, place?.row]),
  ).toEqual([
    ['agency-without-contact', 2],
    ['agency-without-contact', 3],
    ['agency-unreachable', 4],
  ]);
});

test('a member of a group without people is named', () => {
  const roster = aRoster({
    groups: [{ name: 'Các phòng', aliases: [], members: ['a', 'moi'], validFrom: null, validTo: null }],
  });
  roster.agencies.push(anAgency({ id: 'moi', name: 'Phòng Mới' }));
  expect(review([['Các phòng']], roster).map(({ message }) => message)).toEqual([
    expect.stringContaining('«Phòng Mới»'),
  ]);
});

test('one of two people without an address is told, and keeps nothing back', () => {
  const issues = review([['Phòng A']], withContact(aRoster(), 'a.cv', { email: null, name: 'Trần Văn An' }));
  expect(issues.map(({ code, message }) => [code, message.includes('Trần Văn An')])).toEqual([
    ['contact-unreachable', true],
  ]);
  expect(issues.some(keepsFromPublishing)).toBe(false);
});

test('the chairman without an address is told too', () => {
  expect(codes([['Phòng A']], withContact(aRoster(), 'chutich', { email: null }))).toEqual(['contact-unreachable']);
});

test('work would go to nobody: that keeps a plan back', () => {
  expect(review([['Sở X']]).every(keepsFromPublishing)).toBe(true);
});

test('an agency that is another office of the installation is told on its own list', () => {
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'xa', name: 'UBND xã A', memberOffice: 2 }));
  expect(codes([['UBND xã A']], roster)).toEqual([]);
});
