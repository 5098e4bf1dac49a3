// Agencies as a plan writes them → agencies of the roster. Groups become their members.
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster, RosterAgency } from '#contracts/roster.ts';
import { indexOfRoster } from '#domain/roster/roster-index.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import { foldDiacritics, toSlug } from '#domain/shared/slug.ts';
import { isValidOn } from '#domain/shared/validity.ts';

export interface MatchedAgency {
  id: string;
  name: string;
}

export interface AgencyMatch {
  agencies: MatchedAgency[];
  /** False: the roster knows neither the agency nor a group of that name; `agencies` holds it as written. */
  known: boolean;
  /** All the agencies that the roster calls by this name, when they are several: a mistake of the roster, and the one of the smallest id is taken. */
  rivals?: MatchedAgency[];
}

/**
 * Finds who a lead's name means on a day; never returns nobody: an unknown name stays as an agency of its own. The order of the roster decides
 * nothing: a database gives its rows in another one than a file.
 */
export function matchAgency(name: string, roster: Roster, date: LocalDate): AgencyMatch {
  const { keyOf, agencies, groups } = namesOf(roster, date);
  const wanted = keyOf(name);
  const [agency, ...others] = asWritten(name, livingFirst(agencies.get(wanted) ?? [], roster));
  if (agency) {
    const rivals = others.length === 0 ? {} : { rivals: [agency, ...others].map(pick) };
    return { agencies: [pick(agency)], known: true, ...rivals };
  }
  const members = groups.get(wanted) ?? [];
  if (members.length > 0) return { agencies: members.map(pick), known: true };
  return { agencies: [{ id: toSlug(name), name }], known: false };
}

/** An agency that a plan has added by its name, and that has no people, gives way to the one whose alias that name became. */
function livingFirst(named: readonly RosterAgency[], roster: Roster): readonly RosterAgency[] {
  if (named.length < 2) return named;
  const living = named.filter(({ id }) => indexOfRoster(roster).contactsOf(id).length > 0);
  return living.length > 0 ? living : named;
}

/** The one that is called exactly so, where others are only called alike; else all of them. */
function asWritten(name: string, named: readonly RosterAgency[]): readonly RosterAgency[] {
  const exact = named.filter((agency) => [agency.name, ...agency.aliases].some((one) => one.trim() === name.trim()));
  return exact.length === 1 ? exact : named;
}

/** The one agency whose name ends as this one does behind its first word: "P. Nội vụ" and "Phòng Nội vụ"; null for none, and for several. */
export function similarAgency(name: string, roster: Roster, date: LocalDate): MatchedAgency | null {
  const { keyOf, agencies } = namesOf(roster, date);
  const tailOf = (key: string) => key.replace(/^\S+\s*/, '');
  const tail = tailOf(keyOf(name));
  if (tail === '') return null;
  const found = new Map<string, RosterAgency>();
  for (const [key, named] of agencies) if (tailOf(key) === tail) for (const one of named) found.set(one.id, one);
  const [only] = found.values();
  return only !== undefined && found.size === 1 ? pick(only) : null;
}

interface KnownNames {
  keyOf(name: string): string;
  /** By name, in the order of their ids. */
  agencies: ReadonlyMap<string, readonly RosterAgency[]>;
  /** The members of that day. */
  groups: ReadonlyMap<string, RosterAgency[]>;
}

const KNOWN = new WeakMap<Roster, Map<LocalDate, KnownNames>>();

/** Made once for a roster and a day: a plan names some thousand leads. */
function namesOf(roster: Roster, date: LocalDate): KnownNames {
  const days = KNOWN.get(roster) ?? new Map<LocalDate, KnownNames>();
  KNOWN.set(roster, days);
  const known = days.get(date) ?? indexNames(roster, date);
  days.set(date, known);
  return known;
}

/** Of two groups that one name fits the one whose own name comes first counts. */
function indexNames(roster: Roster, date: LocalDate): KnownNames {
  const keyOf = nameKeys(roster.office);
  const valid = roster.agencies.filter((agency) => isValidOn(agency, date)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = groupBy(valid, ({ id }) => id);
  const agencies = new Map<string, RosterAgency[]>();
  const groups = new Map<string, RosterAgency[]>();
  for (const agency of valid)
    for (const key of new Set([agency.name, ...agency.aliases].map(keyOf)))
      agencies.set(key, [...(agencies.get(key) ?? []), agency]);
  for (const { name, aliases, members, ...validity } of [...roster.groups].sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (isValidOn(validity, date))
      for (const one of [name, ...aliases])
        keepFirst(
          groups,
          keyOf(one),
          members.flatMap((id) => byId.get(id) ?? []),
        );
  return { keyOf, agencies, groups };
}

function keepFirst<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}

function pick(agency: RosterAgency): MatchedAgency {
  return { id: agency.id, name: agency.name };
}

/**
 * The part of a name that tells agencies apart. Plans write "Phòng Văn hoá và Thông tin", "Phòng Văn hóa - Thông tin huyện"
 * and "Văn phòng HĐND&UBND" for the same office: marks, dashes, "và" and the office's own level and place at the end do not
 * count. Another level does: "Công an tỉnh" in a plan of a district is not its "Công an huyện".
 */
function nameKeys(office: string): (name: string) => string {
  const { level, place } = levelAndPlace(office);
  const ownLevel = new RegExp(` (cap )?${level}$`);
  return (name) => {
    let key = foldDiacritics(name)
      .replace(/uy ban nhan dan/g, 'ubnd')
      .replace(/hoi dong nhan dan/g, 'hdnd')
      .replace(/[^a-z0-9]/g, ' ')
      .replace(/\bva\b/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (place && key.endsWith(` ${place}`)) key = key.slice(0, -place.length - 1);
    return key.replace(ownLevel, '');
  };
}

/** "UBND huyện Tứ Kỳ" → `huyen`, `tu ky`; an office without a level has neither. */
function levelAndPlace(office: string): { level: string; place: string } {
  const written = office.normalize('NFC').toLowerCase();
  const plain = foldDiacritics(office);
  // With its marks "Ban Quản lý dự án" is of no level; somebody who writes none must be taken at the letters.
  const found = plain === written ? PLAIN_LEVEL.exec(plain) : LEVEL.exec(written);
  const clean = (text: string) =>
    foldDiacritics(text)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return { level: clean(found?.[1] ?? ''), place: clean(found?.[2] ?? '') };
}

const LEVEL = /(?<!\p{L})(huyện|thị xã|thị trấn|thành phố|đặc khu|quận|phường|xã|tỉnh)(?!\p{L})(.*)/u;
const PLAIN_LEVEL = /\b(huyen|thi xa|thi tran|thanh pho|dac khu|quan|phuong|xa|tinh)\b(.*)/;
