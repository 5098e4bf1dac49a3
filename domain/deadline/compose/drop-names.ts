// Step 6a: periods that name a report, a plan or its accounts ("báo cáo quyết toán năm trước, gửi trước ngày 01/10") are no time of the work (ADR 0207, docs/adr/0207-what-a-time-describes-is-no-deadline.md).
import type { RawRhythm, RawWindow } from '../grammar/raw.ts';
import { NO_DATA_WINDOW } from '../grammar/read-window.ts';
import type { Fact } from './gather-facts.ts';
import { monthsOf, type WindowFact } from './place-windows.ts';

/** The facts without the periods that only name something, where another time stands for the work; what may be either is a doubt. */
export function dropNames(facts: readonly Fact[], doubts: string[]): Fact[] {
  const ofWork = dropPurposes(
    dropLengths(dropVisions(dropOccasions(dropUndone(dropDataWindows(facts), doubts), doubts))),
    doubts,
  ).filter((fact, k, all) => !isOfThings(fact, all.slice(0, k)));
  return dropTitleYears(dropReportNames(dropReportPeriods(ofWork)), doubts);
}

const UNDONE = /(^|\s)(chưa|không kịp)( \S+){0,8}$/iu;

/** "các cơ quan chưa tổng kết vào dịp cuối năm, hoàn thành trước ngày 15/01": what was not done says whose work it is (ADR 0206, docs/adr/0206-whose-work-and-how-things-stand-are-no-deadline.md). */
function dropUndone(facts: readonly Fact[], doubts: string[]): Fact[] {
  const isUndone = (fact: Fact) =>
    fact.type === 'windows' && UNDONE.test(fact.label ?? '') && fact.windows.every(({ bound }) => bound === 'in');
  if (!facts.some(isUndone)) return [...facts];
  const isBounded = (fact: Fact) =>
    fact.type === 'windows' && !isUndone(fact) && fact.windows.some(({ bound }) => bound !== 'in');
  const bounded = facts.some(isBounded);
  if (!bounded) doubts.push('mốc của việc chưa làm có thể không phải là thời hạn');
  return bounded ? facts.filter((fact) => !isUndone(fact)) : [...facts];
}

const OCCASIONS = /kỷ niệm|chào mừng|lập thành tích|nhân dịp/iu;

/** "trưng bày đến hết ngày 15/9/2025 kỷ niệm 80 năm ngày Quốc khánh": what is celebrated, where another time stands for the work. */
function dropOccasions(facts: readonly Fact[], doubts: string[]): Fact[] {
  const isOccasion = (fact: Fact) =>
    fact.type === 'windows' &&
    OCCASIONS.test(fact.label ?? '') &&
    fact.windows.every(({ edged, until }) => until.at === 'feast' && !edged);
  const others = facts.some((fact) => fact.type === 'windows' && !isOccasion(fact));
  if (facts.some((fact) => isGreeting(fact) && !(others && isOccasion(fact))))
    doubts.push('ngày kỷ niệm có thể không phải là thời hạn');
  return others ? facts.filter((fact) => !isOccasion(fact)) : [...facts];
}

/** "Chào mừng Đại hội (14/6)": the day of what the work greets. */
function isGreeting(fact: Fact): boolean {
  const greets = /^(nhân dịp|chào mừng|lập thành tích)(\s|$)/iu.test(fact.label ?? '');
  return (
    greets &&
    fact.type === 'windows' &&
    fact.windows.every(({ edged, until }) => (until.at === 'day' || until.at === 'feast') && !edged)
  );
}

const VISIONS = /(^|\s)(định hướng|tầm nhìn|hướng tới)$/iu;

/** "Năm 2026, định hướng đến năm 2030": the year of a vision, where another time stands for the work. */
function dropVisions(facts: readonly Fact[]): Fact[] {
  const isVision = (fact: Fact) =>
    fact.type === 'windows' && VISIONS.test(fact.label ?? '') && fact.windows.every(({ until }) => until.at === 'year');
  const others = facts.some((fact) => fact.type === 'windows' && !isVision(fact));
  return others ? facts.filter((fact) => !isVision(fact)) : [...facts];
}

/** "đại hội không quá 2 ngày, hoàn thành trước ngày 31/8/2025": how long the work lasts, where a day says when it ends. */
function dropLengths(facts: readonly Fact[]): Fact[] {
  return facts.filter((fact, k) => {
    const next = facts[k + 1];
    if (fact.type !== 'term' || fact.event !== null || fact.side !== 'after' || fact.label === null) return true;
    return next?.type !== 'windows' || next.windows.some((one) => !one.edged || one.until.at !== 'day');
  });
}

/** "trước ngày 25 của tháng cuối quý để áp dụng kể từ ngày đầu của quý tiếp theo": what the work is for begins later, and is no work. */
function dropPurposes(facts: readonly Fact[], doubts: string[]): Fact[] {
  return facts.filter((fact, k) => {
    const before = facts[k - 1];
    if (before?.type !== 'windows' || fact.completes || !/^để(\s|$)/iu.test(fact.label ?? '')) return true;
    if (fact.type === 'from') return false;
    if (fact.type !== 'windows' || fact.windows.some((one) => one.bound === 'before')) return true;
    doubts.push('mốc đứng sau "để" có thể chỉ nêu mục đích');
    return false;
  });
}

// Things that are counted or paid for: their year says which of them.
const AMOUNTS = /(số lượng|nhu cầu|kinh phí|doanh thu|biên chế|số vụ|khối lượng|phát sinh)( \S+){0,3}$/iu;
const ENDED_THINGS =
  /(cho|của|gồm|với) (các|những) (dự án|công trình|nhiệm vụ|hạng mục|gói thầu|đề án)( \S+){0,3} hoàn thành$/iu;

// "… chậm nhất ngày 19/12/2025 đối với các dự án có kế hoạch hoàn thành trong năm 2025".
const THINGS = /^(các |những )?(dự án|công trình|nhiệm vụ|hạng mục|gói thầu|đề án)(\s|$)/iu;

/** "trước ngày 15/6, bố trí vốn cho các dự án hoàn thành trong năm 2026", "số lượng cung cấp trong năm": behind a date the year of things, not of the work. */
function isOfThings(fact: Fact, before: readonly Fact[]): boolean {
  if (fact.type !== 'windows' || fact.windows.length !== 1) return false;
  if (!before.some((one) => one.type === 'windows')) return false;
  const [window] = fact.windows;
  if (window?.bound !== 'in' || window.from !== null || window.until.at !== 'year') return false;
  const label = fact.label ?? '';
  const regarded = before[before.length - 1]?.regardLabel ?? '';
  if (fact.label === null && fact.joined === null && fact.completes && THINGS.test(regarded)) return true;
  return ENDED_THINGS.test(label) || (window.until.year === undefined && AMOUNTS.test(label));
}

// Words right before the time of which data are, or the day on which a state is described.
const OF_DATA =
  /(số liệu|dữ liệu|số dư|lũy kế|luỹ kế).*(chốt|tính|lấy|tại|đến|từ)$|chốt (số liệu|dữ liệu|sổ)$|(báo cáo|tỷ lệ|tình hình|kết quả|số dư|giá trị).* tại$|^(thời )?kỳ (báo cáo|số liệu)$/iu;

/** "số liệu tính đến hết ngày 14/11, gửi trước ngày 20/11": the first says of when the data are, where another time stands for the work. */
function dropDataWindows(facts: readonly Fact[]): Fact[] {
  const isOfData = (fact: Fact) =>
    fact.type === 'windows' &&
    ((fact.label !== null && fact.windows.some(({ until }) => until.doubt === NO_DATA_WINDOW)) ||
      (OF_DATA.test(fact.label ?? '') && fact.windows.every((one) => one.bound !== 'before')));
  const speaks = (fact: Fact) =>
    !isOfData(fact) &&
    (fact.type === 'windows' || (fact.type === 'rhythms' && fact.rhythms.every((one) => one.strong)));
  return facts.some(speaks) ? facts.filter((fact) => !isOfData(fact)) : [...facts];
}

/** "Trước ngày 31/01 và 31/7 hàng năm, công ty gửi báo cáo năm/6 tháng": behind the dates of a rhythm the plain name of a report adds none. */
function dropReportNames(facts: readonly Fact[]): Fact[] {
  return facts.filter((fact, k) => {
    const before = facts[k - 1];
    if (fact.type !== 'rhythms' || !fact.ofReport || fact.rhythms.some((one) => one.strong)) return true;
    if (before?.type !== 'windows' || fact.label === null || fact.regarding || facts[k + 1]?.type === 'windows')
      return true;
    return !repeatsByItself(before);
  });
}

function repeatsByItself({ suffix, windows }: WindowFact): boolean {
  return suffix !== null || windows.every(({ until }) => until.implies !== undefined);
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
  /báo cáo|quyết toán|dự toán|kế hoạch|chương trình|số liệu|kết quả|tình hình|thống kê|chỉ tiêu|nhiệm vụ|công tác|đánh giá|sơ kết|tổng kết|xếp loại|kê khai|giải ngân|thi đua|đề cương|danh mục|tài chính|tờ khai|kỳ tính thuế|bảng lương/iu;

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
    if (fact.type === 'windows' && isNeighbourPeriod(fact) && NAMED.test(fact.label ?? '') && isDated(before)) continue;
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

const PERIODS = new Set(['year', 'half', 'nine-months', 'quarter', 'month', 'near']);

/** "trước ngày 15/7 hằng năm, gửi Kế hoạch viện trợ năm sau", "Chương trình công tác quý sau": counted from the date before it. */
function isNeighbourPeriod({ windows, suffix }: WindowFact): boolean {
  const [window] = windows;
  if (window === undefined || windows.length !== 1 || suffix !== null || window.bound !== 'in') return false;
  const { at, year, part } = window.until;
  if ((part ?? 'whole') !== 'whole' || !PERIODS.has(at)) return false;
  return at === 'near' || (typeof year === 'object' && year.plan !== 0);
}

function isDated(fact: Fact | undefined): boolean {
  return fact?.type === 'windows' && !isPeriod(fact);
}

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
