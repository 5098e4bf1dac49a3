// Names inside administrative titles, and titles set in capitals (Nghị định 30/2020/NĐ-CP, Phụ lục I to III). Pure.

const UNITS = 'tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu';

/** The place that a document is dated from: the name of the unit whose committee signs; null when the office's name has none. */
export function placeOfOffice(office: string): string | null {
  const match = new RegExp(`^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (${UNITS}) (.+)$`, 'i').exec(office.trim());
  const [, unit, name] = match ?? [];
  if (unit === undefined || name === undefined) return null;
  // A unit that is named by a number, a person or an event keeps its kind: "Phường 8" (Phụ lục I).
  return /^\d/.test(name) ? `${unit[0]?.toLocaleUpperCase('vi')}${unit.slice(1)} ${name}` : name;
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
  return offices.flatMap((office) => [office, placeOfOffice(office)]).filter((name): name is string => name !== null);
}

function restore(text: string, name: string): string {
  const lower = name.toLocaleLowerCase('vi');
  // An office has thousands of names, and a title holds few of them.
  if (!text.includes(lower)) return text;
  const escaped = lower.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`, 'gu'), name);
}
