// What is wrong with a roster is named at once, each at its place; a roster in order has nothing to say.
import { describe, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { Roster } from '#contracts/roster.ts';
import { checkMemberOffices, checkRosterParts, checkRosterTexts } from '#domain/assignment/check-roster.ts';
import { aContact, anAgency, aRoster, withContact } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

const partsOf = (roster: Roster) => checkRosterParts(roster, CHANNEL_KINDS);
const paths = (problems: { path: string }[]) => problems.map(({ path }) => path);

describe('the texts of a file', () => {
  test('in order are nothing to speak of, whatever stands between them', () => {
    expect(checkRosterTexts(aRoster())).toEqual([]);
    expect(checkRosterTexts({ a: 1, b: null, c: true, d: [], e: {} })).toEqual([]);
  });

  test.each([
    ['id', 100],
    ['email', 254],
    ['phone', 32],
    ['zaloUserId', 64],
    ['name', 500],
    ['position', 500],
  ])('%s may have %i characters and no more', (key, most) => {
    expect(checkRosterTexts({ contacts: [{ [key]: 'x'.repeat(most) }] })).toEqual([]);
    expect(checkRosterTexts({ contacts: [{ [key]: 'x'.repeat(most + 1) }] })).toEqual([
      { path: `contacts.0.${key}`, message: `dài ${most + 1} ký tự, nhiều nhất ${most}` },
    ]);
  });

  test('that stand alone are measured too', () => {
    expect(checkRosterTexts('x'.repeat(501))).toEqual([{ path: '', message: 'dài 501 ký tự, nhiều nhất 500' }]);
  });

  test('that a database cannot hold are all named, each at its place', () => {
    const file = { agencies: [{ name: 'Phòng\u0000A' }], contacts: [{ name: 'An' }, { aliases: ['ok', '\ud800'] }] };
    expect(paths(checkRosterTexts(file))).toEqual(['agencies.0.name', 'contacts.1.aliases.1']);
    expect(checkRosterTexts(file)[0]?.message).toContain('không lưu được');
  });

  test.each(['validFrom', 'validTo', 'from', 'to'])('a day in %s lies between 1900 and 2199', (key) => {
    for (const inside of ['1900-01-01', '2199-12-31', '2026-06-30'])
      expect(checkRosterTexts({ [key]: inside })).toEqual([]);
    for (const outside of ['1899-12-31', '2200-01-01', '0026-06-30'])
      expect(checkRosterTexts({ [key]: outside })).toEqual([
        { path: key, message: `ngày ${outside} phải từ 1900-01-01 đến 2199-12-31` },
      ]);
  });

  test('what is no day, or a day in a place for words, is the matter of the schema', () => {
    expect(
      checkRosterTexts({ validFrom: '3000', validTo: 'x1000-01-01', from: '1000-01-01x', to: '12026-01-01' }),
    ).toEqual([]);
    expect(checkRosterTexts({ name: '1000-01-01' })).toEqual([]);
  });

  test('are looked for eight layers deep, and no deeper', () => {
    const nested = (layers: number, inner: unknown): unknown =>
      layers === 0 ? inner : { x: nested(layers - 1, inner) };
    expect(checkRosterTexts(nested(8, 'lành'))).toEqual([]);
    expect(checkRosterTexts(nested(8, '\u0000'))).toMatchObject([{ path: 'x.x.x.x.x.x.x.x' }]);
    expect(checkRosterTexts(nested(9, 'lành'))).toEqual([
      { path: 'x.x.x.x.x.x.x.x.x', message: 'quá nhiều lớp lồng nhau' },
    ]);
  });
});

describe('between the parts of a roster', () => {
  const group = (over: Partial<Roster['groups'][number]> = {}) => ({
    name: 'Các phòng',
    aliases: [],
    members: ['a', 'b'],
    validFrom: null,
    validTo: null,
    ...over,
  });

  test('nothing is wrong with an office in order', () => {
    expect(partsOf(aRoster({ groups: [group()] }))).toEqual([]);
    expect(partsOf(aRoster({ standingAgency: null, chairmanOffice: null, chairman: null }))).toEqual([]);
  });

  test('what is used twice is named where it comes again, with the first place', () => {
    const roster = aRoster({
      groups: [group(), group({ members: ['a', 'b', 'a'] })],
      fieldLeads: [
        { field: 'I', agency: 'a' },
        { field: 'II', agency: 'a' },
        { field: 'I', agency: 'b' },
      ],
    });
    roster.agencies.push(anAgency({ id: 'a', name: 'Phòng A khác' }));
    roster.contacts.push(aContact({ id: 'a.cv', agency: 'a' }));
    expect(partsOf(roster)).toEqual([
      { path: 'agencies.6.id', message: '«a» đã dùng ở agencies.0' },
      { path: 'contacts.11.id', message: '«a.cv» đã dùng ở contacts.0' },
      { path: 'groups.1.name', message: '«Các phòng» đã dùng ở groups.0' },
      { path: 'fieldLeads.2.field', message: '«I» đã dùng ở fieldLeads.0' },
      { path: 'groups.1.members.2.', message: '«a» đã dùng ở groups.1.members.0' },
    ]);
  });

  test('a thing used three times is named twice, each time with the first place', () => {
    const roster = aRoster({ groups: [group({ members: ['a', 'a', 'a'] })] });
    expect(partsOf(roster).map(({ message }) => message)).toEqual([
      '«a» đã dùng ở groups.0.members.0',
      '«a» đã dùng ở groups.0.members.0',
    ]);
  });

  test('two people have one Zalo account between them, but any number may have none', () => {
    let roster = withContact(aRoster(), 'a.cv', { zaloUserId: 'z1' });
    roster = withContact(roster, 'b.tp', { zaloUserId: 'z1' });
    expect(partsOf(roster)).toEqual([{ path: 'contacts.3.zaloUserId', message: '«z1» đã dùng ở contacts.0' }]);
  });

  test('one person has not two leaves that begin on one day', () => {
    const leave = [
      { from: day('2026-03-01'), to: day('2026-03-05') },
      { from: day('2026-04-01'), to: day('2026-04-05') },
      { from: day('2026-03-01'), to: day('2026-03-09') },
    ];
    expect(partsOf(withContact(aRoster(), 'b.cv', { leave }))).toEqual([
      { path: 'contacts.2.leave.2.from', message: '«2026-03-01» đã dùng ở contacts.2.leave.0' },
    ]);
  });

  test('a last day before the first is named, for agencies, people, groups and leaves', () => {
    const backwards = { validFrom: day('2026-06-01'), validTo: day('2026-05-31') };
    const roster = withContact(aRoster({ groups: [group(backwards)] }), 'a.tp', {
      ...backwards,
      leave: [
        { from: day('2026-03-01'), to: day('2026-03-01') },
        { from: day('2026-03-10'), to: day('2026-03-09') },
      ],
    });
    roster.agencies[1] = anAgency({ id: 'b', ...backwards });
    expect(partsOf(roster)).toEqual([
      { path: 'agencies.1.validTo', message: 'ngày cuối 2026-05-31 trước ngày đầu 2026-06-01' },
      { path: 'contacts.1.validTo', message: 'ngày cuối 2026-05-31 trước ngày đầu 2026-06-01' },
      { path: 'groups.0.validTo', message: 'ngày cuối 2026-05-31 trước ngày đầu 2026-06-01' },
      { path: 'contacts.1.leave.1.to', message: 'ngày cuối 2026-03-09 trước ngày đầu 2026-03-10' },
    ]);
  });

  test('a validity of one day, and one open on a side, are in order', () => {
    const roster = aRoster();
    roster.agencies[0] = anAgency({ id: 'a', validFrom: day('2026-06-01'), validTo: day('2026-06-01') });
    roster.agencies[1] = anAgency({ id: 'b', validFrom: day('2026-06-01') });
    roster.agencies[2] = anAgency({ id: 'linhvuc', validTo: day('2026-06-01') });
    expect(partsOf(roster)).toEqual([]);
  });

  test('a name that points at nobody is named, wherever it stands', () => {
    let roster = aRoster({
      groups: [group({ members: ['a', 'mất'] })],
      fieldLeads: [
        { field: 'I', agency: 'a' },
        { field: 'II', agency: 'mất' },
      ],
      standingAgency: 'mất',
      chairmanOffice: 'mất',
      chairman: 'a',
    });
    roster = withContact(roster, 'a.tp', { agency: 'a.cv', deputy: 'b', name: 'An' });
    const absent = (what: string, id: string) => `${what} «${id}» không có trong danh sách`;
    expect(partsOf(roster)).toEqual([
      { path: 'contacts.1.agency', message: absent('cơ quan của «An»', 'a.cv') },
      { path: 'contacts.1.deputy', message: absent('người thay «An»', 'b') },
      { path: 'groups.0.members.1', message: absent('thành viên nhóm «Các phòng»', 'mất') },
      { path: 'fieldLeads.1.agency', message: absent('chủ trì lĩnh vực II', 'mất') },
      { path: 'standingAgency', message: absent('cơ quan thường trực', 'mất') },
      { path: 'chairmanOffice', message: absent('văn phòng', 'mất') },
      { path: 'chairman', message: absent('Chủ tịch', 'a') },
    ]);
  });

  test('a channel that nobody has is named with those that there are', () => {
    const office = aRoster();
    const index = 1;
    const roster = withContact(office, office.contacts[index]?.id ?? '', { channels: ['email', 'fax'] });
    expect(partsOf(roster)).toEqual([
      {
        path: `contacts.${index}.channels.1`,
        message: `không có kênh «fax»; các kênh có thể ghi: ${CHANNEL_KINDS.map(({ name }) => name).join(', ')}`,
      },
    ]);
  });

  test('a name without end is cut in the sentence after sixty characters', () => {
    const long = 'n'.repeat(61);
    const told = (id: string) => partsOf(aRoster({ standingAgency: id }))[0]?.message;
    expect(told('n'.repeat(60))).toContain(`«${'n'.repeat(60)}»`);
    expect(told(long)).toContain(`«${'n'.repeat(59)}…»`);
  });
});

describe('deputies', () => {
  /** People of whom each has the next of the list as deputy. */
  function chain(...deputies: [id: string, deputy: string | null][]) {
    const contacts = deputies.map(([id, deputy]) => aContact({ id, agency: 'a', deputy }));
    return partsOf(aRoster({ contacts, chairman: null }));
  }

  test('who stand in for each other one after another are in order', () => {
    expect(chain(['a', 'b'], ['b', 'c'], ['c', null], ['d', 'b'])).toEqual([]);
  });

  test('in a ring would find nobody: the ring is named once, at its first person', () => {
    expect(chain(['a', 'b'], ['b', 'c'], ['c', 'b'], ['d', 'c'])).toEqual([
      { path: 'contacts.1.deputy', message: 'người thay đi thành vòng: b → c → b' },
    ]);
    expect(chain(['a', 'a'])).toEqual([{ path: 'contacts.0.deputy', message: 'người thay đi thành vòng: a → a' }]);
  });

  test('in two rings are named twice', () => {
    expect(paths(chain(['a', 'b'], ['b', 'a'], ['c', 'd'], ['d', 'c']))).toEqual([
      'contacts.0.deputy',
      'contacts.2.deputy',
    ]);
  });

  test('in a long ring are told by the first five', () => {
    const ring = (ids: string) => chain(...[...ids].map((id, k): [string, string] => [id, ids[(k + 1) % ids.length]!]));
    expect(ring('abcde')[0]?.message).toBe('người thay đi thành vòng: a → b → c → d → e → a');
    expect(ring('abcdef')[0]?.message).toBe('người thay đi thành vòng: a → b → c → d → e → …');
  });

  test('of a whole province in one line are walked over once', () => {
    const line = Array.from({ length: 10_000 }, (_, k): [string, string | null] => [`p${k}`, `p${k + 1}`]);
    const last: [string, string | null] = ['p10000', null];
    const contacts = [...line, last].map(([id, deputy]) => ({ ...aContact({ id, agency: 'a' }), deputy }));
    const started = performance.now();
    expect(partsOf(aRoster({ contacts, chairman: null }))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

describe('an agency that is an office of the installation', () => {
  const withOffice = (memberOffice: number) => ({
    agencies: [anAgency({ id: 'a' }), anAgency({ id: 'xa', memberOffice })],
  });
  const offices = { own: 1, others: new Set([2, 3]) };

  test('is one of the others', () => {
    expect(checkMemberOffices(aRoster(), offices)).toEqual([]);
    expect(checkMemberOffices(withOffice(3), offices)).toEqual([]);
  });

  test('is never the office itself, and never one that there is not', () => {
    expect(checkMemberOffices(withOffice(1), offices)).toMatchObject([
      { path: 'agencies.1.memberOffice', message: expect.stringContaining('chính cơ quan đang dùng danh bạ này') },
    ]);
    expect(checkMemberOffices(withOffice(4), offices)).toMatchObject([
      { path: 'agencies.1.memberOffice', message: expect.stringContaining('không có cơ quan số 4') },
    ]);
  });
});
