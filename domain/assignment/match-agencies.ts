// Agencies as a plan writes them → agencies of the roster. Groups become their members.
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster, RosterAgency } from '#contracts/roster.ts';
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
}

/** Finds who a lead's name means on a day; never returns nobody: an unknown name stays as an agency of its own. */
export function matchAgency(name: string, roster: Roster, date: LocalDate): AgencyMatch {
  const { keyOf, agencies, groups } = namesOf(roster, date);
  const wanted = keyOf(name);
  const agency = agencies.get(wanted);
  if (agency) return { agencies: [pick(agency)], known: true };
  const members = groups.get(wanted) ?? [];
  if (members.length > 0) return { agencies: members.map(pick), known: true };
  return { agencies: [{ id: toSlug(name), name }], known: false };
}

interface KnownNames {
  keyOf(name: string): string;
  agencies: ReadonlyMap<string, RosterAgency>;
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

/** Of two entries that one name fits the first counts. */
function indexNames(roster: Roster, date: LocalDate): KnownNames {
  const keyOf = nameKeys(roster.office);
  const valid = roster.agencies.filter((agency) => isValidOn(agency, date));
  const byId = groupBy(valid, ({ id }) => id);
  const agencies = new Map<string, RosterAgency>();
  const groups = new Map<string, RosterAgency[]>();
  for (const agency of valid)
    for (const name of [agency.name, ...agency.aliases]) keepFirst(agencies, keyOf(name), agency);
  for (const { name, aliases, members, ...validity } of roster.groups)
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
