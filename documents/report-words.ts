// How Vietnamese administrative documents write dates, numbers and names (Nghị định 30/2020/NĐ-CP, Phụ lục I and II). Pure.
import type { LocalDate } from '#contracts/primitives.ts';

/** "ngày 05 tháng 3 năm 2026": days below 10 and months 1 and 2 have a leading zero (Phụ lục I). */
export function longDate(date: LocalDate): string {
  const [year, month, day] = [date.slice(0, 4), Number(date.slice(5, 7)), date.slice(8, 10)];
  return `ngày ${day} tháng ${month <= 2 ? '0' : ''}${month} năm ${year}`;
}

/** "64%" or "33,3%": a decimal comma, and no decimal that says nothing. */
export function percentWords(percent: number): string {
  return `${String(percent).replace('.', ',')}%`;
}

/** A count in a table: nothing is written as a dash, so that the numbers stand out; two digits below ten are not asked for in tables. */
export function countWords(count: number): string {
  return count === 0 ? '-' : groupThousands(count);
}

/** "1.983": thousands are set apart by a point. */
export function groupThousands(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, '.');
}

/** The office's name as a letterhead has it, in lines: "ỦY BAN NHÂN DÂN" above the place. */
export function letterheadLines(office: string): string[] {
  const full = unabbreviated(office).toLocaleUpperCase('vi');
  const committee = 'ỦY BAN NHÂN DÂN ';
  return full.startsWith(committee) ? [committee.trim(), full.slice(committee.length)] : [full];
}

/** The office in running text: "Ủy ban nhân dân huyện Tứ Kỳ". */
export function unabbreviated(office: string): string {
  return office.replace(/^UBND(?=\s)/, 'Ủy ban nhân dân').replace(/^HĐND(?=\s)/, 'Hội đồng nhân dân');
}

const UNITS = 'tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu';

/** The place that a document is dated from: the name of the unit whose committee signs; null when the office's name has none. */
export function placeOf(office: string): string | null {
  const match = new RegExp(`^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (${UNITS}) (.+)$`, 'i').exec(office.trim());
  const [, unit, name] = match ?? [];
  if (unit === undefined || name === undefined) return null;
  // A unit that is named by a number, a person or an event keeps its kind: "Phường 8" (Phụ lục I).
  return /^\d/.test(name) ? `${unit[0]?.toLocaleUpperCase('vi')}${unit.slice(1)} ${name}` : name;
}

/** The symbol of a report: "BC-UBND"; an abbreviation that the office alone can know is left open. */
export function reportSymbol(office: string): string {
  return /^(UBND|[UỦ][ỷy] ban nhân dân) /i.test(office) ? 'BC-UBND' : 'BC-…';
}

// Special nouns that are always capitalised, and abbreviations (Phụ lục II; Phụ lục III).
const ALWAYS = ['Nhân dân', 'Nhà nước', 'Đảng', 'Chính phủ', 'Quốc hội', 'Việt Nam', 'UBND', 'HĐND', 'CCHC', 'TTHC'];

/**
 * A title set in capitals in ordinary case, with the names that are known restored; one in ordinary case as it is.
 * A name that is not known comes out in lower case, so a person can give the document's own words instead.
 */
export function softenCapitals(title: string, knownNames: readonly string[]): string {
  if (title !== title.toLocaleUpperCase('vi')) return title;
  const lower = title
    .toLocaleLowerCase('vi')
    .replaceAll(/(?<![\p{L}\d])[ivx]+(?![\p{L}\d])/gu, (number) => number.toUpperCase());
  const names = [...ALWAYS, ...knownNames].sort((a, b) => b.length - a.length);
  const restored = names.reduce((text, name) => restore(text, name), lower);
  return restored.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase('vi'));
}

/** The proper name inside an office's name: "Tứ Kỳ" of "UBND huyện Tứ Kỳ". */
export function properNames(offices: readonly string[]): string[] {
  return offices.flatMap((office) => [office, placeOf(office)]).filter((name): name is string => name !== null);
}

function restore(text: string, name: string): string {
  const escaped = name.toLocaleLowerCase('vi').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`, 'gu'), name);
}
