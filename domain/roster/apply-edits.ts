// A change of the roster as a page makes it → the roster that it comes to. What is saved, compared and asked about is always a whole roster.
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster, RosterAgency } from '#contracts/roster.ts';
import type { RosterEdit } from '#contracts/roster-edit.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import { toSlug } from '#domain/shared/slug.ts';

/** The roster with all of them, in their order; a change of what is not there changes nothing and is told as a problem. */
export function applyEdits(
  roster: Roster,
  edits: readonly RosterEdit[],
  today: LocalDate,
): { roster: Roster; problems: string[] } {
  const problems: string[] = [];
  const applied = edits.reduce((before, edit) => {
    const missing = missingOf(before, edit);
    problems.push(...missing);
    return missing.length > 0 ? before : applyEdit(before, edit, today);
  }, roster);
  return { roster: applied, problems };
}

function applyEdit(roster: Roster, edit: RosterEdit, today: LocalDate): Roster {
  switch (edit.kind) {
    case 'add-agency': {
      const agency = { ...edit.agency, id: freeId(toSlug(edit.agency.name), roster.agencies) };
      return { ...roster, agencies: [...roster.agencies, agency] };
    }
    case 'change-agency':
      return { ...roster, agencies: withChanged(roster.agencies, edit.agency) };
    case 'add-contact': {
      const wanted = `${edit.contact.agency}.${toSlug(edit.contact.name)}`.slice(0, ID_LENGTH_MAX);
      return { ...roster, contacts: [...roster.contacts, { ...edit.contact, id: freeId(wanted, roster.contacts) }] };
    }
    case 'change-contact':
      return { ...roster, contacts: withChanged(roster.contacts, edit.contact) };
    case 'put-group': {
      const { before, group } = edit;
      const groups =
        before === null ? [...roster.groups, group] : roster.groups.map((one) => (one.name === before ? group : one));
      return { ...roster, groups };
    }
    case 'set-chain': {
      const { kind: _, ...chain } = edit;
      return { ...roster, ...chain };
    }
    case 'merge-agency':
      return merge(roster, edit, today);
    case 'replace':
      return { ...edit.roster, version: roster.version };
  }
}

const ID_LENGTH_MAX = 90;

/** An id is made once and read by nobody: a second of the same name gets a number. */
function freeId(wanted: string, taken: readonly { id: string }[]): string {
  const base = wanted.slice(0, ID_LENGTH_MAX) || 'muc';
  const ids = new Set(taken.map(({ id }) => id));
  let id = base;
  for (let n = 2; ids.has(id); n++) id = `${base}-${n}`;
  return id;
}

function withChanged<Item extends { id: string }>(items: readonly Item[], changed: Item): Item[] {
  return items.map((item) => (item.id === changed.id ? changed : item));
}

/** The old one ends with yesterday; its names, its places in the chain and, where it is wanted, its people go over. */
function merge(
  roster: Roster,
  { from, into, people }: Extract<RosterEdit, { kind: 'merge-agency' }>,
  today: LocalDate,
): Roster {
  const old = roster.agencies.find(({ id }) => id === from) as RosterAgency;
  const yesterday = addDays(today, -1);
  const now = (id: string | null) => (id === from ? into : id);
  const lastDayOf = (validFrom: LocalDate | null) =>
    validFrom !== null && validFrom > yesterday ? validFrom : yesterday;
  const agencies = roster.agencies.map((one) => {
    if (one.id === from) return { ...one, validTo: lastDayOf(one.validFrom) };
    if (one.id !== into) return one;
    return {
      ...one,
      aliases: [...new Set([...one.aliases, old.name, ...old.aliases])].filter((name) => name !== one.name),
    };
  });
  const contacts = roster.contacts.map((one) => {
    if (one.agency !== from || (one.validTo !== null && one.validTo < today)) return one;
    return people === 'go-over' ? { ...one, agency: into } : { ...one, validTo: lastDayOf(one.validFrom) };
  });
  return {
    ...roster,
    agencies,
    contacts,
    groups: roster.groups.map((group) => ({
      ...group,
      members: [...new Set(group.members.map((id) => now(id) as string))],
    })),
    fieldLeads: roster.fieldLeads.map((lead) => ({ ...lead, agency: now(lead.agency) as string })),
    standingAgency: now(roster.standingAgency),
    chairmanOffice: now(roster.chairmanOffice),
  };
}

function missingOf(roster: Roster, edit: RosterEdit): string[] {
  const agency = (id: string) =>
    roster.agencies.some((one) => one.id === id) ? [] : [`Danh bạ không có cơ quan mang mã «${id}».`];
  switch (edit.kind) {
    case 'change-agency':
      return agency(edit.agency.id);
    case 'change-contact':
      return roster.contacts.some(({ id }) => id === edit.contact.id)
        ? []
        : [`Danh bạ không có người mang mã «${edit.contact.id}».`];
    case 'put-group':
      return edit.before === null || roster.groups.some(({ name }) => name === edit.before)
        ? []
        : [`Danh bạ không có nhóm «${edit.before}».`];
    case 'merge-agency':
      if (edit.from === edit.into) return ['Một cơ quan không sáp nhập vào chính nó: chọn cơ quan tiếp nhận khác.'];
      return [...agency(edit.from), ...agency(edit.into)];
    default:
      return [];
  }
}
