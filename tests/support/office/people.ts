// The people of the tests' office, by their short names.
import type { Roster, RosterContact } from '#contracts/roster.ts';
import { aContact, anAgency } from '../builders.ts';

const AGENCIES = {
  'phong-a': 'Phòng A',
  'phong-b': 'Phòng B',
  'tu-phap': 'Phòng Tư pháp',
  'noi-vu': 'Phòng Nội vụ',
  'van-phong': 'Văn phòng HĐND và UBND',
  'thuong-truc': 'Thường trực UBND',
};

/** Who hears what by the default ladder of work that Phòng A leads. */
export const PEOPLE = {
  an: { name: 'An', agency: 'phong-a', role: 'clerk' },
  binh: { name: 'Bình', agency: 'phong-a', role: 'head' },
  lan: { name: 'Lan', agency: 'phong-b', role: 'clerk' },
  minh: { name: 'Minh', agency: 'phong-b', role: 'head' },
  /** Leads the field. */
  khanh: { name: 'Khánh', agency: 'tu-phap', role: 'head' },
  /** The standing agency's officer, who also verifies reports. */
  chi: { name: 'Chi', agency: 'noi-vu', role: 'clerk' },
  /** The chairman's office. */
  giang: { name: 'Giang', agency: 'van-phong', role: 'head' },
  /** The chairman. */
  ha: { name: 'Hà', agency: 'thuong-truc', role: 'head' },
} as const satisfies Record<string, Pick<RosterContact, 'name' | 'agency' | 'role'>>;

export type Person = keyof typeof PEOPLE;
export const EVERYBODY = Object.keys(PEOPLE) as Person[];

/** The office's roster; `changes` says what is different about whom. */
export function rosterOf(changes: Partial<Record<Person, Partial<RosterContact>>>): Roster {
  return {
    office: 'UBND huyện Tứ Kỳ',
    agencies: Object.entries(AGENCIES).map(([id, name]) => anAgency({ id, name })),
    contacts: EVERYBODY.map((id) => aContact({ id, ...PEOPLE[id], ...changes[id] })),
    groups: [],
    fieldLeads: [{ field: 'I', agency: 'tu-phap' }],
    standingAgency: 'noi-vu',
    chairmanOffice: 'van-phong',
    chairman: 'ha',
  };
}

/** The agency that a person works for, as a plan writes it. */
export function agencyNameOf(person: Person): string {
  return AGENCIES[PEOPLE[person].agency];
}
