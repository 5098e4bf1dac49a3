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

/** The symbol of a report: "BC-UBND"; an abbreviation that the office alone can know is left open. */
export function reportSymbol(office: string): string {
  return /^(UBND|[UỦ][ỷy] ban nhân dân) /i.test(office) ? 'BC-UBND' : 'BC-…';
}
