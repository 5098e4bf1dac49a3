// Cells that name leads and coordinators together: "Chủ trì: A; Phối hợp: B", "A chủ trì, phối hợp với B và C", "A (CT), B (PH)".
import { isUnfinished, startsAgency } from './agency-words.ts';
import { splitAgencies } from './split-agencies.ts';
import { MAX_LIST_LETTERS } from './split-list.ts';

export type AgencyRoles = {
  leads: string[];
  coordinators: string[];
  /** False when the cell does not say who leads; then everybody named is a lead, for a person to correct. */
  isClear: boolean;
};

/**
 * The agencies of a cell by the role that the cell itself names; without such words all are leads.
 * @param isShared the header says "chủ trì - phối hợp", and a cell may keep that order: "Vụ Pháp chế - Các đơn vị liên quan".
 */
export function splitRoles(text: string, isShared = false): AgencyRoles {
  if (text.length > MAX_LIST_LETTERS) return { leads: splitAgencies(text), coordinators: [], isClear: false };
  const said = splitSections(text) ?? splitMarked(text) ?? (isShared ? splitOrder(text) : null);
  if (said) return said;
  const names = splitAgencies(text.replace(LEADING, ''));
  return { leads: names, coordinators: [], isClear: names.length < 2 };
}

const BODY = String.raw`(?:(?:cơ quan|đơn vị|cq|đv)\.?\s+)?`;
/** Words before names: who stands behind them leads, or works along. */
const SECTION = new RegExp(
  String.raw`[-–+•*]?\s*${BODY}(?:` +
    String.raw`(?<along>(?:chủ trì,?\s+)?phối hợp(?:\s+thực hiện)?(?:\s*:|\s+(?:với|cùng)[\s:])|(?<!\p{L})ph\s*:` +
    String.raw`|,?\s*(?:với|có)\s+sự\s+(?:tham gia|phối hợp)(?:\s+của)?\s)` +
    String.raw`|(?<!\p{L})(?:chủ trì|ct)\s*:)`,
  'giu',
);
const LEADING = new RegExp(String.raw`[-–+•*]?\s*${BODY}(?<!\p{L})(?:chủ trì|ct)\s*(?::|$)`, 'giu');

/** The parts of a cell between words that stand before names; what stands before the first of them leads. */
function splitSections(text: string): AgencyRoles | null {
  const marks = [...text.matchAll(SECTION)];
  if (!marks.some((mark) => mark.groups?.along)) return null;
  const parts = marks.map((mark, index) => ({
    isAlong: mark.groups?.along !== undefined,
    text: text.slice(mark.index + mark[0].length, marks[index + 1]?.index),
  }));
  const first = { isAlong: false, text: text.slice(0, marks[0]?.index) };
  const namesOf = (isAlong: boolean) =>
    [first, ...parts]
      .filter((part) => part.isAlong === isAlong)
      .flatMap((part) => splitAgencies(part.text.replace(LEADING, '')));
  const leads = [...new Set(namesOf(false))];
  return leads.length > 0 ? { leads, coordinators: [...new Set(namesOf(true))], isClear: true } : null;
}

/** Two names with a dash between them; "Văn phòng HĐND - UBND" and "Phòng Văn hóa - Xã hội" are one. */
function splitOrder(text: string): AgencyRoles | null {
  const [, before = '', after = ''] = text.match(/^([^\n;]+?)\s+[-–]\s+([^\n]+)$/u) ?? [];
  if (!startsAgency(before) || !startsAgency(after) || isUnfinished(before)) return null;
  return { leads: splitAgencies(before), coordinators: splitAgencies(after), isClear: true };
}

const OF_ROLE = String.raw`(?:là\s+)?(?:(?:cơ quan|đơn vị|cq|đv)\.?\s+)?`;
const LEADS = new RegExp(String.raw`(?:\s*\(${OF_ROLE}(?:chủ trì|ct)[^()]*\)|\s+${OF_ROLE}chủ trì)[.,]?$`, 'iu');
const ALONG = new RegExp(
  String.raw`(?:\s*\(${OF_ROLE}(?:phối hợp|ph|tham gia)[^()]*\)|[\s,]+${OF_ROLE}phối hợp(?:\s+thực hiện)?)[.,]?$`,
  'iu',
);
/** A part ends where a sentence does, and behind a word of a role. */
const PARTS = /[;\n]+|(?<=\p{L}{3})\.\s+(?=\p{Lu})|(?<=(?:[Cc]hủ trì|[Pp]hối hợp)\)?|\((?:CT|PH|ct|ph)\))\s*,\s*/u;

/** "Phòng Nội vụ (chủ trì), Phòng Tư pháp"; "Sở A chủ trì; Sở B phối hợp": words of a role behind names. */
function splitMarked(text: string): AgencyRoles | null {
  const parts = text
    .split(PARTS)
    .map((part) => part.trim())
    .filter(Boolean);
  const isLed = parts.some((part) => LEADS.test(part));
  if (!isLed && !parts.some((part) => ALONG.test(part))) return null;
  const leads: string[] = [];
  const coordinators: string[] = [];
  for (const part of parts) {
    const names = splitAgencies(part.replace(LEADS, '').replace(ALONG, ''));
    // A mark in brackets is that of the name before it, a verb that of all names.
    const own = /\)[.,]?$/.test(part) ? names.slice(-1) : names;
    if (LEADS.test(part)) {
      leads.push(...own);
      coordinators.push(...names.filter((name) => !own.includes(name)));
    } else if (isLed || ALONG.test(part)) coordinators.push(...names);
    else leads.push(...names);
  }
  if (leads.length === 0) return null;
  const others = new Set(coordinators.filter((name) => !leads.includes(name)));
  return { leads: [...new Set(leads)], coordinators: [...others], isClear: true };
}
