// Step 6: which facts belong together: a rhythm with its dates, a start with its end, a condition with what it qualifies.
import type { RawRhythm, RawWindow } from '../grammar/raw.ts';
import { dropNames } from './drop-names.ts';
import type { Fact } from './gather-facts.ts';
import { mayRefine, rhythmOfWindows, saysYearOf, shareContext, type WindowFact, windowRole } from './place-windows.ts';
import { newStatement, type Statement } from './statement.ts';

type RhythmFact = Extract<Fact, { type: 'rhythms' }>;
type ConditionFact = Extract<Fact, { type: 'condition' | 'reference' }>;

export type Grouped = { statements: Statement[]; doubts: string[] };

/** The statements of a stretch; every fact ends in exactly one of them, is a tail of one, or is named in `doubts`. */
export function groupFacts(facts: readonly Fact[]): Grouped {
  const out: Grouped = { statements: [], doubts: [] };
  let before: Fact | undefined;
  for (const fact of dropNames(facts, out.doubts)) {
    if (fact.type === 'windows') addWindows(fact, out);
    else if (fact.type === 'rhythms') addRhythms(fact, out);
    else addOther(fact, before, out);
    const last = out.statements[out.statements.length - 1];
    if (last) {
      last.end = Math.max(last.end, fact.end);
      if (fact.regardLabel) Object.assign(last, { label: last.label ?? fact.regardLabel, closed: true });
    }
    before = fact;
  }
  return out;
}

function open(fact: Fact, out: Grouped): Statement {
  const last = out.statements[out.statements.length - 1];
  const statement = newStatement(fact);
  // "báo cáo Bộ Nội vụ trước ngày 20/3 (quý I), 20/6 (6 tháng)": one label for the whole list.
  if (fact.label === null && fact.joined !== null && last?.ownWords && !fact.completes)
    Object.assign(statement, { label: last.label, ownWords: true });
  out.statements.push(statement);
  return statement;
}

function addWindows(fact: WindowFact, out: Grouped): void {
  const last = out.statements[out.statements.length - 1];
  const role = windowRole(fact, last);
  if (last !== undefined && saysYearOf(fact, last)) {
    for (const window of last.windows) window.until = { ...window.until, year: fact.windows[0]?.until.year };
    return;
  }
  if (fact.answers && last !== undefined && repeatsDay(fact, last)) return;
  inheritEdge(fact, last);
  const beside = last !== undefined && last.windows.length > 0 && fact.joined === null && fact.label === null;
  if (role === 'new' && beside && fact.regardLabel === null) out.doubts.push('hai mốc thời gian đứng liền nhau');
  // "hoàn thành vào cuối tháng": of this month, or each.
  const openEnd = fact.windows.some((one) => one.until.at === 'period' && (fact.completes || one.runsUntil));
  if (openEnd && fact.suffix === null && (last === undefined || last.rhythms.length === 0))
    out.doubts.push('không rõ là kỳ này hay hàng kỳ');
  const target = role === 'new' || last === undefined ? open(fact, out) : last;
  if (target !== last && last !== undefined && last.windows.length > 0) target.label ??= fact.reports;
  if (target !== last && fact.reports && mayRefine(fact, last))
    out.doubts.push('không rõ ngày báo cáo có phải là hạn hoàn thành');
  if (last !== undefined && last.windows.length > 0 && (role === 'new' || role === 'add') && strives(fact, last))
    out.doubts.push('có mốc phấn đấu bên cạnh hạn chính');
  if (role === 'answer') Object.assign(target, { term: null, condition: null });
  if (role === 'refine') shareContext(fact.windows, target.windows);
  if (role === 'complete') startFrom(target);
  if (role === 'refine' || role === 'complete') target.windows = [];
  if (role === 'premise') Object.assign(target, { condition: null, label: fact.label });
  if (
    role === 'tail' &&
    target.condition &&
    !fact.windows.every(isFixed) &&
    !target.condition.reference &&
    !isAccording(target.condition.trigger)
  )
    out.doubts.push('vừa có điều kiện vừa có mốc thời gian');
  if (target.rhythms.length > 1 && target.windows.length === 0) target.lastOnly = fact.bracketed;
  target.joinedAs = target.windows.length > 0 ? 'list' : fact.joinedAs;
  target.windows = [...target.windows, ...fact.windows];
  if (fact.suffix && target.rhythms.length === 0) target.rhythms = fact.suffix;
  if (role === 'within' && target.rhythms.length === 0) target.rhythms = rhythmsImplied(fact);
}

/** "Phấn đấu hoàn thành trước 30/9, chậm nhất 31/12/2026": only one of the two is the deadline. */
function strives(fact: WindowFact, last: Statement): boolean {
  return [fact.label, last.label].some((label) => /^phấn đấu/iu.test(label ?? ''));
}

/** "trước ngày 20 tháng 12 của kỳ báo cáo (tức là trước ngày 20/12/2025)": the same day again. */
function repeatsDay(fact: WindowFact, last: Statement): boolean {
  const [again] = fact.windows;
  const [said] = last.windows;
  if (fact.windows.length !== 1 || last.windows.length !== 1 || again === undefined || said === undefined) return false;
  const isFull = said.until.at === 'day' && typeof said.until.month === 'number';
  if (isFull && again.until.at === 'day' && again.until.lunar) return true;
  return (
    again.bound === said.bound &&
    again.until.at === 'day' &&
    again.until.day === said.until.day &&
    again.until.month === said.until.month &&
    (said.until.year === undefined || typeof said.until.year === 'object' || said.until.year === again.until.year)
  );
}

function rhythmsImplied(fact: WindowFact): RawRhythm[] {
  const every = rhythmOfWindows(fact);
  return every === undefined ? [] : [{ every, interval: 1, only: null, strong: true, everyTime: true }];
}

/** "trước ngày 20/3 (quý I), 20/6 (6 tháng)": the edge stands once for the whole list. */
function inheritEdge(fact: WindowFact, last: Statement | undefined): void {
  const before = last?.windows[last.windows.length - 1];
  if (!before?.edged || fact.joined === null || fact.label !== null) return;
  for (const window of fact.windows)
    if (!window.edged && window.from === null && window.until.at === before.until.at) {
      window.bound = before.bound;
      window.edged = true;
    }
}

/** "Bắt đầu quý I, hoàn thành trước ngày 15/12": a whole period before the end is the start; a mere occasion is dropped. */
function startFrom(statement: Statement): void {
  const [first] = statement.windows;
  const isPeriod = first !== undefined && first.from === null && (first.until.part ?? 'whole') === 'whole';
  if (isPeriod && first.until.at !== 'day') statement.from = first.until;
}

function addRhythms(fact: RhythmFact, out: Grouped): void {
  const last = out.statements[out.statements.length - 1];
  if (last !== undefined && isNameOfDated(fact, last)) return;
  if (last !== undefined && isSpanAround(fact, last)) {
    takeRhythms(fact, last);
    return;
  }
  if (last !== undefined && isPremiseOf(fact, last)) {
    Object.assign(last, { condition: null, label: fact.label });
    takeRhythms(fact, last);
    return;
  }
  const waits = last !== undefined && last.windows.length > 0 && last.rhythms.length === 0 && !last.continuous;
  // "trước ngày 15/7 hằng năm đối với báo cáo 6 tháng": what follows names the report more exactly.
  const renames = fact.regarding && last !== undefined && last.windows.length > 0 && !last.closed;
  const otherAct = fact.reports !== null && fact.joined !== null;
  const follows = fact.label === null && !otherAct && (fact.joined === null || fact.joined === 'comma');
  if (renames || (waits && follows)) {
    const own = fact.regarding ? undefined : impliedBeside(fact, last);
    if (own !== undefined) out.doubts.push('không rõ hạn này thuộc kỳ nào');
    takeRhythms(own === undefined ? fact : { ...fact, rhythms: [own, ...fact.rhythms] }, last);
    if (fact.regarding) Object.assign(last, { label: fact.bracketed ? last.label : fact.text, closed: true });
    return;
  }
  if (last?.from && last.windows.length === 0 && last.rhythms.length === 0) {
    takeRhythms(fact, last);
    return;
  }
  const repeated = last !== undefined && last.windows.length > 0 && last.rhythms.length > 0 && !last.closed;
  if (repeated && fact.joined === null && fact.label === null) out.doubts.push('hai định kỳ đứng liền nhau');
  if (last?.continuous && last.windows.length === 0) {
    const reports = fact.ofReport || /báo cáo|(^|\s)b\/?c(\s|$)/iu.test(fact.label ?? '');
    if (!reports) out.doubts.push('vừa "thường xuyên" vừa có định kỳ');
  }
  const statement = open(fact, out);
  takeRhythms(fact, statement);
  // A report named with its rhythm is the label: "Báo cáo quý trước ngày 15 …".
  const named = fact.ofReport && fact.rhythms.length === 1 && /^báo cáo/iu.test(fact.text);
  if (named && (last === undefined || last.ofReport)) statement.label ??= fact.text;
  const like = last?.windows.length === 1 && fact.joined === 'and' && fact.label === null ? last.windows[0] : undefined;
  if (like !== undefined && waits && typeof like.until.year === 'number') statement.like = like;
}

/** "trước ngày 10/01 hàng năm báo cáo tình hình mua sắm hàng năm": the rhythm behind a dated one names the report. */
function isNameOfDated(fact: RhythmFact, last: Statement): boolean {
  const [rhythm] = fact.rhythms;
  const every = last.rhythms[0]?.every ?? last.windows.find((one) => one.until.implies)?.until.implies;
  if (rhythm === undefined || fact.rhythms.length > 1 || fact.joined !== null || fact.bracketed || fact.regarding)
    return false;
  if (last.windows.length === 0 || every === undefined || last.closed) return false;
  if (rhythm.every === every && fact.label !== null) return true;
  const names = !rhythm.everyTime && (rhythm.every === 'semiannual' || rhythm.every === 'nine-month');
  return names && last.rhythms.length > 0 && last.windows.every((one) => typeof one.until.month === 'number');
}

/** "Theo Công văn 345/SNV-CCHC, các xã báo cáo hằng quý": what tells to do it does not say when. */
function isPremiseOf(fact: RhythmFact, last: Statement): boolean {
  if (last.condition === null || last.windows.length > 0 || last.rhythms.length > 0 || last.continuous) return false;
  if (fact.joined === 'and' || fact.joined === 'or' || fact.bracketed) return false;
  return last.condition.reference || isAccording(last.condition.trigger);
}

/** "Từ ngày 01/3 đến ngày 30/9/2026, các xã báo cáo hàng tuần": the span in which the rhythm runs. */
function isSpanAround(fact: RhythmFact, last: Statement): boolean {
  if (last.rhythms.length > 0 || last.windows.length !== 1 || last.windows[0]?.from === null || last.continuous)
    return false;
  return fact.joined !== 'and' && fact.joined !== 'or' && fact.rhythms.every((one) => one.every !== 'annual');
}

/** "trước ngày 03 hằng tháng, hằng quý": the rhythm in the words of the date stays beside the one that follows. */
function impliedBeside(fact: RhythmFact, last: Statement): RawRhythm | undefined {
  const implied = last.windows.find((one) => one.until.implies !== undefined)?.until.implies;
  if (fact.joined !== 'comma' || implied === undefined || implied === 'any-period') return undefined;
  if (fact.rhythms.some((one) => one.every === implied)) return undefined;
  return { every: implied, interval: 1, only: null, strong: true, everyTime: true };
}

function takeRhythms(fact: RhythmFact, statement: Statement): void {
  statement.rhythms = fact.rhythms;
  statement.ofReport = fact.ofReport;
}

function addOther(fact: Exclude<Fact, WindowFact | RhythmFact>, before: Fact | undefined, out: Grouped): void {
  const last = out.statements[out.statements.length - 1];
  switch (fact.type) {
    case 'from': {
      const runs = last && (last.rhythms.length > 0 || last.continuous) && last.from === null && fact.label === null;
      (runs ? last : open(fact, out)).from = fact.from;
      return;
    }
    case 'continuous':
      (last && fact.label === null && (isSpanAlone(last) || isSteadyAlone(last)) ? last : open(fact, out)).continuous =
        true;
      return;
    case 'later-years':
      open(fact, out).laterYears = true;
      return;
    case 'on-demand':
      if (last === undefined) open(fact, out).onDemand = true;
      return;
    case 'term':
      // "ngày 04/3/2026 (80 ngày trước ngày bầu cử)": how the date was found.
      if (before?.type === 'on-demand' || (fact.bracketed && last !== undefined && last.windows.length > 0)) return;
      open(fact, out).term = { count: fact.count, unit: fact.unit, side: fact.side, event: fact.event };
      return;
    default:
      addCondition(fact, before, last, out);
  }
}

/** "Nhiệm vụ thường xuyên, liên tục": said twice, meant once. */
function isSteadyAlone(last: Statement): boolean {
  return last.continuous && last.windows.length === 0 && last.condition === null;
}

/** "Từ tháng 3/2026, thường xuyên"; "Trong năm 2026, thường xuyên". */
function isSpanAlone(last: Statement): boolean {
  if (last.rhythms.length > 0) return false;
  if (last.from !== null) return true;
  const [window] = last.windows;
  return last.windows.length === 1 && window?.bound === 'in' && window.until.at === 'year';
}

function addCondition(fact: ConditionFact, before: Fact | undefined, last: Statement | undefined, out: Grouped): void {
  const reference = fact.type === 'reference';
  const according = reference || isAccording(fact.trigger);
  const meets = fact.type === 'condition' && fact.meets;
  const condition = { trigger: fact.trigger, reference, tail: fact.joined === 'or' || according, meets };
  if (last === undefined) {
    open(fact, out).condition = condition;
    return;
  }
  if (last.onDemand) {
    last.condition ??= condition;
    return;
  }
  // "… và đột xuất khi cần thiết": the condition belongs to the extra reports.
  if (before?.type === 'on-demand' || last.condition || /đột xuất/iu.test(fact.trigger)) return;
  const dated = last.windows.length > 0 || last.rhythms.length > 0;
  if (last.continuous) {
    if (!condition.tail && fact.joined !== 'and') last.condition = condition;
  } else if (fact.type === 'condition' && fact.until && startsUntil(last)) last.condition = condition;
  else if (dated) {
    const fixed = last.windows.length > 0 && last.windows.every(isFixed);
    if (!according && !fixed && fact.joined !== 'or' && fact.joined !== 'and')
      out.doubts.push('mốc thời gian đi kèm điều kiện');
  } else if (last.from) last.condition = condition;
}

/** "… khi có biến động, hoàn tất trước ngày 31/5/2026": a bound with its day, month and year stands whatever happens. */
function isFixed({ edged, bound, until }: RawWindow): boolean {
  return edged && bound !== 'in' && until.at === 'day' && typeof until.year === 'number';
}

/** "Tháng 3/2026 đến khi hoàn thành": the period is where the work begins, its end is the event. */
function startsUntil(last: Statement): boolean {
  const [window] = last.windows;
  if (last.rhythms.length > 0 || last.windows.length !== 1 || window?.bound !== 'in') return false;
  Object.assign(last, { from: window.from ?? window.until, windows: [] });
  return true;
}

function isAccording(trigger: string): boolean {
  return /^(theo|căn cứ|tùy|tuỳ|trên cơ sở|phụ thuộc)\s/iu.test(trigger);
}
