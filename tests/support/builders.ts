// Plans, rosters and calendars for tests: the shortest honest ones; a test names only what it is about.

import { readFileSync } from 'node:fs';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { CalendarEdition } from '#contracts/calendar.ts';
import { LadderPolicy } from '#contracts/ladder.ts';
import type { ParsedPlan, PlanRow } from '#contracts/plan.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import type { Roster, RosterAgency, RosterContact } from '#contracts/roster.ts';
import { toClock, toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import type { JourneyInput } from '#domain/journey.ts';
import { day } from './moments.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';

/** The ladder and the calendar that every installation starts with. */
export const DEFAULT_POLICY = LadderPolicy.parse(readData('ladders/default.json'));
export const OFFICIAL_EDITION = CalendarEdition.parse(readData('calendars/vn-civil-servants.json'));
export const OFFICIAL_CALENDAR = createWorkCalendar(OFFICIAL_EDITION);

/** An installation in which every channel of the product is set up. */
export const EVERY_CHANNEL = { known: CHANNEL_KINDS, isSetUp: () => true };

/** An instant from a wall clock in Vietnam: `vn('2026-03-02 08:00')`. */
export function vn(text: string): Slot {
  const [date, clock] = text.split(' ') as [string, string];
  return slotOf(toInstant(day(date), clock, ZONE));
}

/** The way back: `2026-03-02 08:00`. */
export function wallClockOf(at: Instant): string {
  return `${toLocalDate(at, ZONE)} ${toClock(at, ZONE)}`;
}

export function anAgency(agency: Partial<RosterAgency> & { id: string }): RosterAgency {
  return { name: agency.id, aliases: [], validFrom: null, validTo: null, ...agency };
}

export function aContact(contact: Partial<RosterContact> & { id: string; agency: string }): RosterContact {
  return {
    name: contact.id,
    position: 'Chuyên viên',
    role: 'clerk',
    email: `${contact.id}@vi-du.example`,
    phone: null,
    zaloUserId: null,
    channels: ['email'],
    wantsCalendar: false,
    deputy: null,
    leave: [],
    validFrom: null,
    validTo: null,
    ...contact,
  };
}

/** A district office: two specialised offices, the field lead, the standing agency, the chairman's office, the chairman. */
export function aRoster(changes: Partial<Roster> = {}): Roster {
  const offices = { a: 'Phòng A', b: 'Phòng B', linhvuc: 'Phòng Tư pháp', noivu: 'Phòng Nội vụ' };
  const agencies = [
    ...Object.entries(offices).map(([id, name]) => anAgency({ id, name })),
    anAgency({ id: 'vanphong', name: 'Văn phòng HĐND và UBND' }),
    anAgency({ id: 'thuongtruc', name: 'Thường trực UBND' }),
  ];
  return {
    office: 'UBND huyện Tứ Kỳ',
    agencies,
    contacts: [
      ...['a', 'b', 'linhvuc', 'noivu', 'vanphong'].flatMap((agency) => [
        aContact({ id: `${agency}.cv`, agency }),
        aContact({ id: `${agency}.tp`, agency, role: 'head', position: 'Trưởng phòng' }),
      ]),
      aContact({ id: 'chutich', agency: 'thuongtruc', role: 'head', position: 'Chủ tịch' }),
    ],
    groups: [],
    fieldLeads: [{ field: 'I', agency: 'linhvuc' }],
    standingAgency: 'noivu',
    chairmanOffice: 'vanphong',
    chairman: 'chutich',
    ...changes,
  };
}

/** The same roster with one contact changed. */
export function withContact(roster: Roster, id: string, changes: Partial<RosterContact>): Roster {
  return {
    ...roster,
    contacts: roster.contacts.map((contact) => (contact.id === id ? { ...contact, ...changes } : contact)),
  };
}

export function aRow(row: Partial<PlanRow> & { title?: string; code?: string | null } = {}): PlanRow {
  const { title = 'Rà soát thủ tục hành chính', code = '1', ...rest } = row;
  return {
    stt: null,
    field: 'I',
    objective: null,
    task: null,
    activity: { code, no: null, title },
    products: ['Báo cáo'],
    leads: ['Phòng A'],
    coordinators: [],
    deadlineText: 'Trước ngày 15/11',
    funding: null,
    place: { table: 1, row: 2 },
    ...rest,
  };
}

/** A plan of 2026 with the given rows, each with a code of its own. */
export function aPlan(rows: (Partial<PlanRow> & { title?: string; code?: string | null })[] = [{}]): ParsedPlan {
  return {
    plan: { title: 'Kế hoạch cải cách hành chính năm 2026', issuer: 'UBND huyện Tứ Kỳ', yearFrom: 2026, yearTo: 2026 },
    fields: [
      { code: 'I', title: 'Cải cách thể chế' },
      { code: 'II', title: 'Cải cách thủ tục hành chính' },
    ],
    rows: rows.map((row, index) => aRow({ code: String(index + 1), place: { table: 1, row: index + 2 }, ...row })),
    issues: [],
  };
}

/** The journey of a plan published on a Monday morning in January 2026. */
export function aJourney(changes: Partial<JourneyInput> = {}): JourneyInput {
  return {
    plan: aPlan(),
    decided: new Map(),
    roster: aRoster(),
    calendar: OFFICIAL_CALENDAR,
    policy: DEFAULT_POLICY,
    channels: CHANNEL_KINDS,
    asOf: vn('2026-01-05 09:00'),
    ...changes,
  };
}

function readData(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8'));
}
