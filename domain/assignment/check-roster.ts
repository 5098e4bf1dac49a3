// A roster that somebody wrote by hand, looked through before anything of it is kept.
import type { Roster } from '#contracts/roster.ts';
import type { KnownChannel } from '../delivery/known-channel.ts';
import { isStorable } from '../shared/storable-text.ts';

export interface RosterProblem {
  /** The place in the file, e.g. `contacts.3.name`. */
  path: string;
  message: string;
}

const [FIRST_DAY, LAST_DAY] = ['1900-01-01', '2199-12-31'];
const LENGTHS_MAX: Record<string, number> = { id: 100, email: 254, phone: 32, zaloUserId: 64, name: 500 };
const LENGTH_MAX = 500;
const DATES = new Set(['validFrom', 'validTo', 'from', 'to']);
const DEPTH_MAX = 8;

/** Every text and day in the file, whatever its form, that could not be stored; all of them, each with its place. */
export function checkRosterTexts(value: unknown, path: readonly string[] = []): RosterProblem[] {
  if (path.length > DEPTH_MAX) return [{ path: path.join('.'), message: 'quá nhiều lớp lồng nhau' }];
  if (typeof value === 'string') return checkText(value, path);
  return Object.entries(value ?? {}).flatMap(([key, inner]) => checkRosterTexts(inner, [...path, key]));
}

function checkText(text: string, path: readonly string[]): RosterProblem[] {
  const key = path.at(-1) ?? '';
  const at = path.join('.');
  const most = LENGTHS_MAX[key] ?? LENGTH_MAX;
  if (text.length > most) return [{ path: at, message: `dài ${text.length} ký tự, nhiều nhất ${most}` }];
  if (!isStorable(text)) return [{ path: at, message: 'có ký tự không lưu được (NUL hoặc nửa ký tự); gõ lại mục này' }];
  if (DATES.has(key) && /^\d{4}-\d\d-\d\d$/.test(text) && (text < FIRST_DAY || text > LAST_DAY))
    return [{ path: at, message: `ngày ${text} phải từ ${FIRST_DAY} đến ${LAST_DAY}` }];
  return [];
}

/**
 * What is wrong between the parts of a roster: names used twice, days in the wrong order, names that point at nobody, channels that the
 * product does not have, deputies in a ring.
 */
export function checkRosterParts(roster: Roster, channels: readonly KnownChannel[]): RosterProblem[] {
  return [
    ...checkTwice(roster),
    ...checkDays(roster),
    ...checkReferences(roster),
    ...checkChannels(roster, channels),
    ...checkDeputies(roster),
  ];
}

/** Agencies that are to be an office of the installation which there is not, or the very one whose roster it is. */
export function checkMemberOffices(
  { agencies }: Pick<Roster, 'agencies'>,
  { own, others }: { own: number; others: ReadonlySet<number> },
): RosterProblem[] {
  return agencies.flatMap(({ name, memberOffice }, index) => {
    if (memberOffice === undefined || others.has(memberOffice)) return [];
    const path = `agencies.${index}.memberOffice`;
    return memberOffice === own
      ? [{ path, message: `«${short(name)}» không thể là chính cơ quan đang dùng danh bạ này; chọn cơ quan cấp dưới` }]
      : [{ path, message: `hệ thống không có cơ quan số ${memberOffice}; chọn một cơ quan trong danh sách` }];
  });
}

function checkTwice({ agencies, contacts, groups, fieldLeads }: Roster): RosterProblem[] {
  const twice = (list: string, key: string, values: readonly (string | null)[]) => {
    const first = new Map<string, number>();
    return values.flatMap((value, index) => {
      if (value === null) return [];
      const before = first.get(value);
      if (before === undefined) first.set(value, index);
      return before === undefined
        ? []
        : [{ path: `${list}.${index}.${key}`, message: `«${short(value)}» đã dùng ở ${list}.${before}` }];
    });
  };
  const ids = <T extends { id: string }>(rows: readonly T[]) => rows.map(({ id }) => id);
  return [
    ...twice('agencies', 'id', ids(agencies)),
    ...twice('contacts', 'id', ids(contacts)),
    ...twice(
      'contacts',
      'zaloUserId',
      contacts.map(({ zaloUserId }) => zaloUserId),
    ),
    ...twice(
      'groups',
      'name',
      groups.map(({ name }) => name),
    ),
    ...twice(
      'fieldLeads',
      'field',
      fieldLeads.map(({ field }) => field),
    ),
    ...groups.flatMap(({ members }, index) => twice(`groups.${index}.members`, '', members)),
    ...contacts.flatMap(({ leave }, index) =>
      twice(
        `contacts.${index}.leave`,
        'from',
        leave.map(({ from }) => from),
      ),
    ),
  ];
}

function checkDays({ agencies, contacts, groups }: Roster): RosterProblem[] {
  const late = (path: string, from: string | null, to: string | null) =>
    from !== null && to !== null && to < from ? [{ path, message: `ngày cuối ${to} trước ngày đầu ${from}` }] : [];
  const lists = { agencies, contacts, groups };
  return [
    ...Object.entries(lists).flatMap(([list, rows]) =>
      rows.flatMap(({ validFrom, validTo }, index) => late(`${list}.${index}.validTo`, validFrom, validTo)),
    ),
    ...contacts.flatMap(({ leave }, index) =>
      leave.flatMap(({ from, to }, at) => late(`contacts.${index}.leave.${at}.to`, from, to)),
    ),
  ];
}

/** Names that point at nobody would silence a whole level of the ladder. */
function checkReferences(roster: Roster): RosterProblem[] {
  const agencies = new Set(roster.agencies.map((agency) => agency.id));
  const contacts = new Set(roster.contacts.map((contact) => contact.id));
  const missing = (path: string, what: string, id: string | null, known: Set<string>) =>
    id !== null && !known.has(id) ? [{ path, message: `${what} «${short(id)}» không có trong danh sách` }] : [];
  return [
    ...roster.contacts.flatMap(({ name, agency, deputy }, index) => [
      ...missing(`contacts.${index}.agency`, `cơ quan của «${short(name)}»`, agency, agencies),
      ...missing(`contacts.${index}.deputy`, `người thay «${short(name)}»`, deputy, contacts),
    ]),
    ...roster.groups.flatMap(({ name, members }, index) =>
      members.flatMap((id, at) =>
        missing(`groups.${index}.members.${at}`, `thành viên nhóm «${short(name)}»`, id, agencies),
      ),
    ),
    ...roster.fieldLeads.flatMap(({ field, agency }, index) =>
      missing(`fieldLeads.${index}.agency`, `chủ trì lĩnh vực ${short(field)}`, agency, agencies),
    ),
    ...missing('standingAgency', 'cơ quan thường trực', roster.standingAgency, agencies),
    ...missing('chairmanOffice', 'văn phòng', roster.chairmanOffice, agencies),
    ...missing('chairman', 'Chủ tịch', roster.chairman, contacts),
  ];
}

/** A wish that nobody can fulfil would be passed over in silence. */
function checkChannels({ contacts }: Roster, known: readonly KnownChannel[]): RosterProblem[] {
  const names = known.map(({ name }) => name);
  return contacts.flatMap(({ channels }, index) =>
    channels.flatMap((channel, at) =>
      names.includes(channel)
        ? []
        : [
            {
              path: `contacts.${index}.channels.${at}`,
              message: `không có kênh «${short(channel)}»; các kênh có thể ghi: ${names.join(', ')}`,
            },
          ],
    ),
  );
}

/** A ring of deputies of whom each stands in for the next would find nobody; each person is walked over once. */
function checkDeputies({ contacts }: Roster): RosterProblem[] {
  const deputyOf = new Map(contacts.map(({ id, deputy }) => [id, deputy]));
  const placeOf = new Map(contacts.map(({ id }, index) => [id, index]));
  const settled = new Set<string>();
  return contacts.flatMap(({ id }) => {
    const walked: string[] = [];
    const onWay = new Set<string>();
    let next: string | null = id;
    while (next !== null && !settled.has(next) && !onWay.has(next)) {
      walked.push(next);
      onWay.add(next);
      next = deputyOf.get(next) ?? null;
    }
    const ring = next !== null && onWay.has(next) ? walked.slice(walked.indexOf(next)) : [];
    for (const one of walked) settled.add(one);
    const [first] = ring;
    if (first === undefined) return [];
    const shown = ring.length > 5 ? [...ring.slice(0, 5), '…'] : [...ring, first];
    return [
      {
        path: `contacts.${placeOf.get(first)}.deputy`,
        message: `người thay đi thành vòng: ${shown.map(short).join(' → ')}`,
      },
    ];
  });
}

/** A name as it fits into a sentence: one without end would push the rest of it out of sight. */
function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
