// The cell of leads or coordinators → one name each. Commas and "và" stand inside names (Phòng Văn hóa và Thông tin; các
// phòng, ban, ngành) as often as between them, so a split needs something after it that begins like an agency.
import { isInitials, isOwnInitials } from './abbreviated-names.ts';
import { isGenericMember, isUnfinished, startsAgency } from './agency-words.ts';
import { foldText, squeeze } from './fold-text.ts';
import { bodiesOfSectors, isSectorInitials } from './sector-names.ts';
import { MAX_LIST_LETTERS, splitList, splitOutside, trimItem } from './split-list.ts';

/** The agencies that a cell names, in order, each once, as written; group names (Các phòng, ban, ngành) stay one. */
export function splitAgencies(text: string): string[] {
  if (text.length > MAX_LIST_LETTERS) return [squeeze(text)];
  const items = joinBroken(splitList(text, startsAgencyLine).map((item) => item.text));
  const listed = items.length > 1 ? items.flatMap((item, index) => (isIntro(item, index) ? [] : [item])) : items;
  const names = listed
    .flatMap(expandHeads)
    .flatMap(splitSentence)
    .flatMap(expandHeads)
    .map(cleanName)
    .filter((name) => /\p{L}/u.test(name));
  const byName = new Map<string, string>();
  for (const name of names) if (!byName.has(foldText(name))) byName.set(foldText(name), name);
  return [...byName.values()];
}

/** A line that only announces the list below it: "Các phòng, ngành chức năng của UBND huyện:". */
function isIntro(item: string, index: number): boolean {
  return index === 0 && /:$/.test(item);
}

/** "Các phòng: Nội vụ, Tư pháp" names two offices by what they have in common. */
function expandHeads(item: string): string[] {
  const match = item.match(/^((?:ubnd\s+)?)(?:các\s+)?(phòng|sở|ban|trường|xã|phường|công chức)\s*:\s*(.+)$/iu);
  if (!match?.[2] || !match[3]) return [item];
  const kind = match[2].toLowerCase();
  const head = match[1] ? `UBND ${kind}` : kind.charAt(0).toUpperCase() + kind.slice(1);
  return splitOutside(match[3], /[,;]/).flatMap((part) =>
    part.split(/\s+và\s+(?=\p{Lu})/u).map((name) => (startsAgency(name) ? name : `${head} ${trimItem(name)}`)),
  );
}

function splitSentence(item: string): string[] {
  const names: string[] = [];
  for (const part of splitOutside(item, /,/)) {
    const before = names.at(-1);
    if (before !== undefined && !opensNewName(part, before)) names[names.length - 1] = `${before}, ${part}`;
    else names.push(part);
  }
  return joinBroken(names.flatMap(splitAtAnd).flatMap(shareHead));
}

const SHARED_HEAD = /^(?:các\s+)?(sở|bộ|phòng|p\.|vụ|cục|tổ|đội|ban|khoa)\s*(?<=[\s.])(.+)$/iu;

/** "Sở Nội vụ, Tài chính" and "Cục 1, 2" are several bodies of one head; "Bộ VH, TT và DL" is one. */
function shareHead(name: string): string[] {
  const [, written = '', list = ''] = name.match(SHARED_HEAD) ?? [];
  const parts = list.split(/\s*,\s*|\s+và\s+|\s*&\s*/u).filter(Boolean);
  if (parts.length < 2) return [name];
  const head = written.charAt(0).toUpperCase() + written.slice(1);
  if (parts.every((part) => /^(\d{1,3}|[IVX]{1,5})$/.test(part))) return parts.map((part) => `${head} ${part}`);
  const bodies = bodiesOfSectors(parts);
  if (bodies === null || bodies.length < 2) return [name];
  return bodies.map(
    (body) => `${head} ${body.length < 3 ? body.join(' và ') : `${body.slice(0, -1).join(', ')} và ${body.at(-1)}`}`,
  );
}

/** "Sở Tài chính và cơ quan, địa phương liên quan": a group without "các"; after "các" it goes on with the group before. */
const RELATED = /^(cơ quan|đơn vị|địa phương|sở|ban|ngành|tổ chức)(,?\s).*liên quan$/iu;

/** "A và B" is two agencies when B begins like one and A is a whole name. */
function splitAtAnd(item: string): string[] {
  const match = /\s+(?:và|cùng với|cùng|phối hợp với)\s+|\s*\/\s*/giu;
  for (const hit of item.matchAll(match)) {
    const left = item.slice(0, hit.index);
    const right = item.slice(hit.index + hit[0].length);
    const isOpenBracket = (left.match(/\(/g)?.length ?? 0) > (left.match(/\)/g)?.length ?? 0);
    const isOther =
      opensByInitials(right, left) ||
      startsAgencyPart(right, left) ||
      (RELATED.test(right) && !/^(các|những|một số)\s/iu.test(left));
    if (!isOpenBracket && isOther && !isUnfinished(left)) return [left, ...splitAtAnd(right)];
  }
  return [item];
}

/** "Bà Lê Thị Hoa, công chức Văn phòng" is one person with a post, not two leads. */
const PERSON = /^(ông|bà|đ\/c|đồng chí)\s+\p{Lu}/iu;

/** "Bùi Thị Lan": two to five words with capitals, the first of them a family name. */
function isPersonsName(text: string): boolean {
  return FAMILY.test(text.trim()) && /^\p{Lu}\p{Ll}*(\s\p{Lu}\p{Ll}*){1,4}$/u.test(text.trim());
}

const FAMILY =
  /^(Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Lâm|Mai|Đào|Cao|Tạ|Lương|Thái|Triệu|Nông|Hà|Tô|Chu|Kiều|Quách|Vi|Lò|Giàng|Sùng)\s/;

function opensNewName(part: string, before: string): boolean {
  if (isUnfinished(before) && !isOfficeAlone(before, part)) return false;
  const name = part.replace(/^(và|với|cùng)\s+/iu, '');
  if (PERSON.test(name) || (isPersonsName(name) && isPersonsName(before))) return true;
  if (PERSON.test(before) && !before.includes(',')) return false; // the person's post
  if (/^(các|một số|toàn thể|tất cả)\s/iu.test(before) && isGenericMember(name)) return false;
  return opensByInitials(name, before) || startsAgencyPart(name, before);
}

/** "Văn phòng, Phòng QLĐT": the office of whoever's plan it is; "Văn phòng, UBND" may be one name. A council beside a committee is whole. */
function isOfficeAlone(before: string, part: string): boolean {
  if (/^(thường trực )?(hđnd|hội đồng nhân dân)$/iu.test(before)) return startsAgency(part);
  if (isOwnInitials(part)) return true;
  return (
    OFFICE.test(before) &&
    (isInitials(part) || startsAgency(part)) &&
    !/^(ubnd|hđnd|ủy ban|uỷ ban|hội đồng)/iu.test(part)
  );
}

const OFFICE = /^(văn phòng|vp)$/iu;

/** Initials before which nothing waits for them: "VTV, VOV", "Sở Nội vụ, VTV"; "Phòng TCHC, QLKH" may be one. */
function opensByInitials(name: string, before: string): boolean {
  const [first = ''] = name.split(/\s+(?:và|cùng|với|&|\/)\s+|\//u);
  if (isOwnInitials(first) || (OFFICE.test(before) && isInitials(first))) return true;
  return isInitials(first) && !isSectorInitials(name) && !HEAD_WITH_INITIALS.test(before);
}

const HEAD_WITH_INITIALS = /^(?:\p{L}\p{Ll}*\.?\s)+[\p{Lu}\d&, -]+$/u;

/** "TT và DL" behind "Bộ VH" begins like a Trung tâm, and is none. */
function startsAgencyPart(name: string, before: string): boolean {
  const goesOn = isSectorInitials(before.replace(HEAD_WORDS, '')) || /^(ubnd|các)\s/iu.test(before);
  if (goesOn && isSectorInitials(name)) return false;
  if (SHARED_HEAD.test(before) && /^công thương(\s|$)/iu.test(name)) return false;
  return startsAgency(name) || WHOLE_WORDS.test(name);
}

const HEAD_WORDS = /^(?:\p{L}\p{Ll}*\.?\s)+/u;
const WHOLE_WORDS = /^(báo|đài|công an|quân sự|thanh tra|thống kê|thuế)$/iu;

function startsAgencyLine(line: string, before: string): boolean {
  if (/^(và|với|cùng)\s/iu.test(line) || isUnfinished(before) || /[-–&/(]$/.test(before)) return false;
  if (isPersonsName(line) && isPersonsName(before)) return true;
  if (/,$/.test(before)) return false; // settled with the other commas of the sentence
  return /^\p{Lu}/u.test(line) && startsAgency(line) && !isGenericMember(line);
}

/** "- Văn phòng HĐND" / "- UBND huyện" on two lines is one office: nobody else is called by half of that name. */
function joinBroken(items: string[]): string[] {
  const joined: string[] = [];
  for (const item of items) {
    const before = joined.at(-1);
    const isHalf =
      before !== undefined && /(^|\s)(văn phòng|vp)\.?\s+(hđnd|hội đồng nhân dân)$/iu.test(trimItem(before));
    if (isHalf && /^(ubnd|ủy ban|uỷ ban)/iu.test(item)) joined[joined.length - 1] = `${trimItem(before)} - ${item}`;
    else joined.push(item);
  }
  return joined;
}

/** Without remarks on the role: "(chủ trì)", "Chủ trì: …", "…: hướng dẫn các đơn vị". A second name in brackets stays. */
function cleanName(name: string): string {
  return trimItem(
    name
      .replace(/^\s*(cơ quan |đơn vị )?(chủ trì|phối hợp|thực hiện|đầu mối|tham mưu)\s*:\s*/iu, '')
      .replace(/\s*\((là )?(cơ quan |đơn vị )?(chủ trì|phối hợp|đầu mối|thường trực|tham mưu)[^()]*\)/giu, '')
      .replace(/\s*:\s*\p{Ll}.*$/u, '')
      .replace(/^(?!các\s)(.+?),?\s+(chủ trì|tham mưu)(\s.*)?$/iu, '$1')
      .replace(/\.+$/, ''),
  );
}
