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
