import { expect, test } from 'vitest';
import { Roster } from '#contracts/roster.ts';
import { rosterFromPlan } from '#domain/assignment/roster-from-plan.ts';
import { aPlan } from '../../support/builders.ts';

test('each lead as written is one agency with one made-up address that can never receive mail', () => {
  const roster = rosterFromPlan(
    aPlan([{ leads: ['Phòng Nội vụ', 'UBND các xã, thị trấn'] }, { leads: ['Phòng Nội vụ'] }]),
  );
  const [noivu, group] = roster.agencies;
  expect([noivu?.name, group?.name]).toEqual(['Phòng Nội vụ', 'UBND các xã, thị trấn']);
  expect(roster.contacts.map(({ email }) => email)).toContain('phong-noi-vu@vi-du.invalid');
  expect(Roster.parse(roster)).toEqual(roster);
});

test('the upper levels are made up too, so that a preview shows the whole chain', () => {
  const roster = rosterFromPlan(aPlan());
  const contacts = new Set(roster.contacts.map(({ id }) => id));
  const agencies = new Set(roster.agencies.map(({ id }) => id));
  expect(agencies.has(roster.standingAgency as string) && agencies.has(roster.chairmanOffice as string)).toBe(true);
  expect(contacts.has(roster.chairman as string)).toBe(true);
});

test('a lead with the name of an upper level holds that level: no agency and no person is there twice', () => {
  const roster = rosterFromPlan(aPlan([{ leads: ['Văn phòng', 'Chủ tịch'] }]));
  for (const list of [roster.agencies, roster.contacts]) {
    const ids = list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
  expect(roster.agencies.find(({ id }) => id === 'van-phong')?.name).toBe('Văn phòng');
});

test('made-up people are heads that hear by mail, one for each agency, and hold nothing that nobody said', () => {
  const roster = rosterFromPlan(aPlan([{ leads: ['Phòng Nội vụ'] }]));
  expect(roster.agencies.map(({ id, name }) => `${id} ${name}`)).toEqual([
    'phong-noi-vu Phòng Nội vụ',
    'co-quan-thuong-truc Cơ quan thường trực',
    'van-phong Văn phòng (Chánh Văn phòng)',
    'chu-tich Chủ tịch',
  ]);
  expect(roster.contacts).toHaveLength(4);
  expect(roster.contacts[0]).toEqual({
    id: 'phong-noi-vu.dau-moi',
    agency: 'phong-noi-vu',
    name: 'Đầu mối Phòng Nội vụ',
    position: '',
    role: 'head',
    email: 'phong-noi-vu@vi-du.invalid',
    phone: null,
    zaloUserId: null,
    channels: ['email'],
    wantsCalendar: false,
    deputy: null,
    leave: [],
    validFrom: null,
    validTo: null,
  });
  for (const { aliases, validFrom, validTo } of roster.agencies)
    expect([aliases, validFrom, validTo]).toEqual([[], null, null]);
  expect(roster).toMatchObject({
    office: 'UBND huyện Tứ Kỳ',
    groups: [],
    fieldLeads: [],
    standingAgency: 'co-quan-thuong-truc',
    chairmanOffice: 'van-phong',
    chairman: 'chu-tich.dau-moi',
  });
});

test('of two spellings of one lead the first names the agency', () => {
  const roster = rosterFromPlan(aPlan([{ leads: ['Phòng Nội vụ', 'PHÒNG NỘI VỤ'] }]));
  expect(roster.agencies.filter(({ id }) => id === 'phong-noi-vu').map(({ name }) => name)).toEqual(['Phòng Nội vụ']);
});

test('an office that the plan does not name has a name all the same', () => {
  const plan = aPlan();
  expect(rosterFromPlan({ ...plan, plan: { ...plan.plan, issuer: null } }).office).toBe('Cơ quan ban hành kế hoạch');
});
