// Step 6a: periods that name a report, a plan or its accounts ("báo cáo quyết toán năm trước, gửi trước ngày 01/10") are no time of the work.
import type { RawRhythm, RawWindow } from '../grammar/raw.ts';
import type { Fact } from './gather-facts.ts';
import { monthsOf, type WindowFact } from './place-windows.ts';

/** The facts without the periods that only name something, where another time stands for the work; what may be either is a doubt. */
export function dropNames(facts: readonly Fact[], doubts: string[]): Fact[] {
  return dropTitleYears(dropReportPeriods(facts), doubts);
}

/** "Kế hoạch CCHC năm 2026 trước ngày …", "giai đoạn 2021-2025": years of a title, when a more exact time stands beside them. */
function dropTitleYears(facts: readonly Fact[], doubts: string[]): Fact[] {
  const exact = facts.some((fact) => !isTitleYear(fact) && (fact.type === 'windows' || fact.type === 'rhythms'));
  if (!exact) return [...facts];
  const kept = facts.filter(
    (fact, k) => !(isTitleYear(fact) && fact.label !== null && facts[k + 1]?.type !== 'later-years'),
  );
  // A clause of its own whose words are no title may be work that takes that year.
  for (const [k, fact] of facts.entries()) {
    const next = facts[k + 1];
    const ends = k > 0 && next === undefined && fact.joined !== null;
    const alone = ends || (next !== undefined && next.label !== null && next.joined !== null);
    if (!kept.includes(fact) && alone && !TITLES.test(fact.label ?? ''))
      doubts.push('không rõ năm là tên gọi hay thời hạn');
  }
  return kept;
}

const TITLES =
  /kế hoạch|chương trình|nhiệm vụ|danh mục|dự toán|quyết toán|chỉ số|công tác|báo cáo|đề án|dự án|nghị quyết|quyết định|kết quả|chỉ tiêu|phong trào|vốn|ngân sách|giai đoạn|luật|thông tư|hướng dẫn|quy hoạch|đợt/iu;

function isTitleYear(fact: Fact): boolean {
  if (fact.type !== 'windows' || fact.suffix !== null) return false;
  return fact.windows.every(
    ({ edged, until }) =>
      !edged && until.at === 'year' && (until.part ?? 'whole') === 'whole' && typeof until.year === 'number',
  );
}

// What a report, a plan or accounts are of.
const NAMED =
  /báo cáo|quyết toán|dự toán|kế hoạch|chương trình|số liệu|kết quả|tình hình|thống kê|chỉ tiêu|nhiệm vụ|công tác|đánh giá|sơ kết|tổng kết|xếp loại|kê khai|giải ngân|thi đua|đề cương|danh mục|tài chính/iu;

function dropReportPeriods(facts: readonly Fact[]): Fact[] {
  const kept: Fact[] = [];
  for (const [k, fact] of facts.entries()) {
    const before = kept[kept.length - 1];
    if (fact.type === 'windows' && isPeriod(fact)) {
      // "Báo cáo quý IV năm trước": the year of the report's quarter.
      if (before?.type === 'rhythms' && before.ofReport && isBare(fact) && isLastYear(fact.windows[0])) {
        before.rhythms = before.rhythms.map((one): RawRhythm => ({ ...one, ofLastYear: true }));
        continue;
      }
      if (isNamed(fact) && (isBeforeItsDate(fact, facts[k + 1]) || isBehindItsDate(fact, before))) continue;
    }
    kept.push(fact);
  }
  return kept;
}

function isNamed(fact: WindowFact): boolean {
  return fact.regarding || fact.reports !== null || NAMED.test(fact.label ?? '');
}

/** "Báo cáo kết quả quý II/2026 gửi trước ngày 10/7/2026": the next time is that by which it is sent. */
function isBeforeItsDate(fact: WindowFact, next: Fact | undefined): boolean {
  if (next?.type !== 'windows' || next.joined === 'and' || next.joined === 'or' || isPeriod(next)) return false;
  if (!next.windows.every((one) => one.edged) || !fitsReport(fact.windows[0], next.windows[0])) return false;
  return next.joined === null || next.sends || next.label === null || fact.regarding;
}

/** "trước ngày 31/3 hàng năm báo cáo quyết toán năm trước". */
function isBehindItsDate(fact: WindowFact, before: Fact | undefined): boolean {
  if (before?.type !== 'windows' || isPeriod(before) || !before.windows.every((one) => one.edged)) return false;
  return fact.joined === null && !fact.bracketed;
}

/** A report is due from shortly before its period begins until some months after it ends. */
function fitsReport(period: RawWindow | undefined, exact: RawWindow | undefined): boolean {
  if (period === undefined || exact === undefined) return false;
  const months = monthsOf(period.until);
  const { month, year } = exact.until;
  if (months === null || typeof month !== 'number') return true;
  const [own, other] = [period.until.year, year];
  const later = typeof own === 'number' && typeof other === 'number' ? (other - own) * 12 : 0;
  const sameYear = month >= months[0] - MONTHS_AHEAD && month <= months[1] + MONTHS_AFTER;
  const shifted = month + later;
  return later === 0 ? sameYear : shifted >= months[0] - MONTHS_AHEAD && shifted <= months[1] + MONTHS_AFTER;
}

const MONTHS_AHEAD = 4;
const MONTHS_AFTER = 5;

const PERIODS = new Set(['year', 'half', 'nine-months', 'quarter', 'month']);

/** One whole or closing period that no edge makes a bound: "năm trước", "quý II/2026", "cuối quý 2". */
function isPeriod(fact: WindowFact): boolean {
  const [window] = fact.windows;
  if (window === undefined || fact.windows.length !== 1 || fact.suffix !== null || window.edged) return false;
  const { until } = window;
  const whole = (until.part ?? 'whole') === 'whole' || (fact.regarding && until.part === 'end');
  return PERIODS.has(until.at) && whole && window.from === null && typeof until.month !== 'object';
}

function isBare(fact: Fact): boolean {
  return fact.label === null && fact.joined === null && !fact.bracketed;
}

function isLastYear(window: RawWindow | undefined): boolean {
  const year = window?.until.at === 'year' ? window.until.year : undefined;
  return typeof year === 'object' && year.plan === -1;
}
