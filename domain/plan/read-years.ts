// The years of a plan are evidence: its own words, its date and number, its period. When they do not agree, or there is none, nobody is sure.
import type { ParsedPlan, YearEvidence } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { foldText } from './fold-text.ts';
import { type IssueDate, readIssueDates } from './issue-dates.ts';
import { readTitleYears, type TitleYears, type YearSpan } from './title-years.ts';

export type PlanYears = Pick<ParsedPlan['plan'], 'yearFrom' | 'yearTo'> & {
  issuedOn: LocalDate | null;
  yearEvidence: YearEvidence[];
};

type Evidence = YearEvidence;
/** What has been found, and what it comes to: null = a person must say. */
type Verdict = { span: YearSpan | null; evidence: Evidence[] };

/**
 * The years that all evidence agrees on; null years when it does not, or when there is none. Years of cited documents, of what is summed up
 * and of a vision are named in the evidence and count for nothing.
 * @param own how the document calls itself, the best first; the first of them that speaks of years speaks for all.
 */
export function readYears(own: readonly string[], annexes: readonly string[], lines: readonly string[]): PlanYears {
  const dates = readIssueDates(lines);
  const titles = own.map(readTitleYears);
  const title = titles.find(saysYears) ?? titles[0] ?? readTitleYears('');
  const stated = annexes.map(readTitleYears).filter(saysYears);
  const passed = [...title.passedOver, ...stated.flatMap(({ passedOver }) => passedOver)];
  const { span, evidence } = judge(title, stated, dates, lines);
  return {
    yearFrom: span?.from ?? null,
    yearTo: span?.to ?? null,
    issuedOn: dates.find(({ date }) => date !== null)?.date ?? null,
    yearEvidence: each([...evidence, ...passed.map(none)]),
  };
}

const EVIDENCE_MAX = 40;
const WORDS_MAX = 500;

function saysYears({ own, until, doubtful }: TitleYears): boolean {
  return own !== null || until !== null || doubtful !== null;
}

function judge(
  title: TitleYears,
  annexes: readonly TitleYears[],
  dates: readonly IssueDate[],
  lines: readonly string[],
): Verdict {
  const found = dates.map(({ year, words }) => evidenceOf('date', { from: year, to: year }, words));
  const ofAnnexes = annexes.flatMap(({ own }) =>
    own === null ? [] : [evidenceOf('annex', own.span, `phụ lục ghi «${own.words}»`)],
  );
  const { own, until, doubtful } = title;
  if (own !== null) {
    const evidence = [evidenceOf('title', own.span, `tên kế hoạch ghi «${own.words}»`), ...ofAnnexes, ...found];
    const agrees =
      ofAnnexes.every((annex) => meets(own.span, spanOf(annex))) && dates.every((date) => fits(own.span, date));
    return { span: agrees ? own.span : null, evidence };
  }
  if (doubtful !== null) return judgeDoubtful(doubtful, dates, found);
  if (until !== null) return judgeUntil(until, dates, found);
  if (ofAnnexes.length > 0) {
    const [first] = ofAnnexes;
    const span = spanOf(first as Evidence);
    const agrees = ofAnnexes.every((annex) => isSame(spanOf(annex), span)) && dates.every((date) => fits(span, date));
    return { span: agrees ? span : null, evidence: [...ofAnnexes, ...found] };
  }
  if (dates.length > 0) return judgeDates(dates, found);
  return judgeText(lines);
}

/** Right behind the number of a resolution stands its year or the plan's: the plan's, when the document is of that year itself. */
function judgeDoubtful(
  { kind, spans, words }: NonNullable<TitleYears['doubtful']>,
  dates: readonly IssueDate[],
  found: Evidence[],
): Verdict {
  const evidence = [...spans.map((span) => evidenceOf('title', span, `${DOUBTS[kind]} «${words}»`, 'doubt')), ...found];
  const [only] = spans;
  const agrees =
    kind === 'cited' && only !== undefined && dates.length > 0 && dates.every(({ year }) => year === only.from);
  return { span: agrees ? only : null, evidence };
}

const DOUBTS = {
  several: 'tên kế hoạch nêu nhiều năm',
  open: 'tên kế hoạch không nêu năm kết thúc:',
  term: 'tên kế hoạch chỉ nêu nhiệm kỳ:',
  cited: 'không rõ là năm của kế hoạch hay của văn bản được viện dẫn:',
};

/** "đến năm 2030": from the year of the document on. */
function judgeUntil(
  { year, words }: NonNullable<TitleYears['until']>,
  dates: readonly IssueDate[],
  found: Evidence[],
): Verdict {
  const end = `tên kế hoạch ghi «${words}»`;
  const begins = dates.map((date) => date.year);
  const from = begins.length > 0 ? Math.min(...begins) : null;
  const agrees = from !== null && from === Math.max(...begins) && from <= year && !isLate(dates);
  const span = { from: from === null || from > year ? year : from, to: year };
  return { span: agrees ? span : null, evidence: [evidenceOf('title', span, end, 'end'), ...found] };
}

/** Only the date: of its year, unless it is the end of a year, when most plans are made for the next. */
function judgeDates(dates: readonly IssueDate[], found: Evidence[]): Verdict {
  const years = [...new Set(dates.map(({ year }) => year))];
  const [year] = years;
  if (years.length !== 1 || year === undefined) return { span: null, evidence: found };
  if (!isLate(dates)) return { span: { from: year, to: year }, evidence: found };
  const next = evidenceOf(
    'date',
    { from: year + 1, to: year + 1 },
    `văn bản ra cuối năm ${year}, có thể là kế hoạch của năm sau`,
    'doubt',
  );
  return { span: null, evidence: [...found, next] };
}

const LATE_FROM_MONTH = 10;

function isLate(dates: readonly IssueDate[]): boolean {
  return dates.some(({ month }) => month !== null && month >= LATE_FROM_MONTH);
}

/** The one year that all sentences speak of; dates, citations and what is summed up speak of other years. */
function judgeText(lines: readonly string[]): Verdict {
  const said = lines
    .filter((line) => !/^[-–(]?\s*(can cu|xet|theo de nghi)\b/.test(foldText(line)))
    .map(readTitleYears)
    .filter(saysYears);
  const spans = said.flatMap(({ own, until, doubtful }) => {
    if (own !== null) return [{ span: own.span, words: own.words }];
    if (until !== null) return [{ span: { from: until.year, to: until.year }, words: until.words }];
    return (doubtful?.spans ?? []).map((span) => ({ span, words: doubtful?.words ?? '' }));
  });
  const different = [...new Map(spans.map((one) => [`${one.span.from}-${one.span.to}`, one])).values()];
  const evidence = different.map(({ span, words }) => evidenceOf('text', span, `phần lời ghi «${words}»`));
  const [only] = different;
  const isSure = different.length === 1 && said.every(({ own, looksBack }) => own !== null && !looksBack);
  return { span: isSure && only ? only.span : null, evidence };
}

/**
 * When nothing else speaks of years: the one year that every time text of the table writes out. Its dates need no other; that it is the plan's
 * is at worst where it begins and ends.
 */
export function yearsWrittenOut(years: PlanYears, texts: readonly (string | null)[]): PlanYears {
  if (years.yearFrom !== null || years.yearEvidence.some(({ source }) => source !== 'date')) return years;
  const written = texts.map((text) =>
    [...(text ?? '').matchAll(FULL_DATE)].map(([, , dayFirst, yearFirst, period]) =>
      Number(dayFirst ?? yearFirst ?? period),
    ),
  );
  const different = new Set(written.flat());
  const [year] = different;
  if (year === undefined || different.size > 1 || written.some((found) => found.length === 0)) return years;
  // A document of the end of a year may be a plan of that year or of the next: the table says which.
  const agreeing = years.yearEvidence.filter(({ yearFrom }) => yearFrom === year);
  if (years.yearEvidence.length > 0 && agreeing.length === 0) return years;
  const words = `mọi thời hạn trong bảng đều ghi năm ${year}`;
  return {
    ...years,
    yearFrom: year,
    yearTo: year,
    yearEvidence: [evidenceOf('text', { from: year, to: year }, words), ...agreeing],
  };
}

const FULL_DATE =
  /(?<![\d/.-])(?:\d{1,2}([/.-])\d{1,2}\1(\d{4})|(\d{4})-\d{2}-\d{2}|(?:quý|tháng)\s+[\dIVX]{1,3}(?:\s*[/.-]\s*|\s+(?:năm\s+)?)(20\d{2}))(?![\d/.-]?\d)/giu;

/** The same plan, when a person says which day its document is of; what that day does not fit is asked. */
export function yearsOfDate(plan: Pick<ParsedPlan['plan'], 'yearEvidence'>, date: LocalDate): PlanYears {
  const issued = { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), date, words: '' };
  const said = evidenceOf(
    'date',
    { from: issued.year, to: issued.year },
    `ngày của văn bản do người nhập ghi ${formatDate(date)}`,
  );
  const kept = (plan.yearEvidence ?? []).filter(({ source }) => source !== 'date');
  const counted = kept.filter(({ yearFrom }) => yearFrom !== null);
  const { span } = judgeAgain(counted, issued, said);
  return {
    yearFrom: span?.from ?? null,
    yearTo: span?.to ?? null,
    issuedOn: date,
    yearEvidence: each([...counted, said, ...kept]),
  };
}

function judgeAgain(counted: readonly Evidence[], issued: IssueDate, said: Evidence): Pick<Verdict, 'span'> {
  const [first] = counted;
  if (first === undefined) return judgeDates([issued], [said]);
  const span = spanOf(first);
  if (counted.some(({ says }) => says === 'doubt')) return { span: null };
  if (first.says === 'end') return judgeUntil({ year: span.to, words: '' }, [issued], [said]);
  const agrees = counted.every((other) => isSame(spanOf(other), span)) && fits(span, issued);
  return { span: agrees ? span : null };
}

/** A plan is made in its years, or in the last months before them; one of several years also in the year before. */
function fits({ from, to }: YearSpan, { year, month }: IssueDate): boolean {
  if (year >= from && year <= to) return true;
  return year === from - 1 && (month === null || month >= EARLIEST_MONTH || to > from);
}

const EARLIEST_MONTH = 9;

function meets(one: YearSpan, other: YearSpan): boolean {
  return one.from <= other.to && other.from <= one.to;
}

function isSame(one: YearSpan, other: YearSpan): boolean {
  return one.from === other.from && one.to === other.to;
}

function spanOf({ yearFrom, yearTo }: Evidence): YearSpan {
  return { from: yearFrom as number, to: yearTo as number };
}

function evidenceOf(
  source: Evidence['source'],
  { from, to }: YearSpan,
  words: string,
  says: Evidence['says'] = 'years',
): Evidence {
  return { source, says, words, yearFrom: from, yearTo: to };
}

function none(words: string): Evidence {
  return { source: 'title', says: 'nothing', words, yearFrom: null, yearTo: null };
}

/** What is said several times is said once. */
function each(evidence: readonly Evidence[]): Evidence[] {
  const bounded = evidence.map((one) => ({ ...one, words: one.words.slice(0, WORDS_MAX) }));
  return [...new Map(bounded.map((one) => [one.words, one])).values()].slice(0, EVIDENCE_MAX);
}
