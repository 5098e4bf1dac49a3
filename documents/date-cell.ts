// A cell that holds a real date → the text that people see in it, day first (ADR 0190).

/**
 * The day, month or year that the cell shows: what its format leaves out was not meant (a month is kept as its first day, a year as the
 * first of January), and words of the format ("Tháng "m/yyyy) belong to the text. Clock times are left out.
 * @param shown the text as the format makes it; @param format as Excel keeps it (ECMA-376 part 1, 18.8.31), when the file tells.
 */
export function dateCellText(day: Date, shown: string | undefined, format: string | undefined): string {
  const parts = partsOf(format ?? '');
  const { day: hasDay, month: hasMonth, year: hasYear } = parts.has;
  if (shown !== undefined && !hasMonth && !hasYear && (hasDay || parts.hasClock)) return shown;
  const date = dateText(day, parts.has);
  const before = wordsOf(parts.before);
  const after = wordsOf(parts.after);
  if (shown !== undefined && (before || after || parts.hasWordsWithin) && !parts.isMonthFirst && !parts.hasMonthName)
    return shown.trim();
  return [before, date, after].filter(Boolean).join(' ');
}

interface FormatParts {
  has: { day: boolean; month: boolean; year: boolean };
  hasClock: boolean;
  hasMonthName: boolean;
  isMonthFirst: boolean;
  /** The literals before the first and behind the last part of the date. */
  before: string;
  after: string;
  /** "d" tháng "m" năm "yyyy". */
  hasWordsWithin: boolean;
}

// "text", \x, [colour or language], _x (a space as wide as x), *x (filling), AM/PM, and runs of one letter.
const TOKENS = /"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|AM\/PM|A\/P|(d+|m+|y+|h+|s+|g+|e+|b+)|([^"\\])/giu;

function partsOf(format: string): FormatParts {
  // Numbers below zero and texts have sections of their own.
  const [section = ''] = format.match(/^(?:"[^"]*"|\\.|[^;"\\])*/u) ?? [];
  const runs: string[] = [];
  const gaps: string[] = [''];
  for (const [token, quoted, escaped, letters, other] of section.matchAll(TOKENS)) {
    if (letters !== undefined) {
      runs.push(letters.toLowerCase());
      gaps.push('');
    } else if (/^(\[|[_*]|AM|A\/P)/i.test(token)) gaps[gaps.length - 1] += ' ';
    else gaps[gaps.length - 1] += quoted ?? escaped ?? other ?? '';
  }
  const kinds = runs.map((run, at) => kindOf(run, runs[at - 1], runs[at + 1]));
  const dated = kinds.flatMap((kind, at) => (kind === 'clock' ? [] : [at]));
  const [first = 0, last = -1] = [dated[0], dated.at(-1)];
  const [dayAt, monthAt] = [kinds.indexOf('day'), kinds.indexOf('month')];
  return {
    has: { day: dayAt >= 0, month: monthAt >= 0, year: kinds.includes('year') },
    hasClock: kinds.includes('clock'),
    hasMonthName: runs.some((run, at) => kinds[at] === 'month' && run.length > 2),
    isMonthFirst: (monthAt >= 0 && dayAt > monthAt) || kinds[first] === 'year',
    before: gaps[first] ?? '',
    after: last < 0 ? '' : (gaps[last + 1] ?? ''),
    hasWordsWithin: gaps.slice(first + 1, last + 1).some((gap) => /\p{L}/u.test(gap)),
  };
}

function kindOf(run: string, before = '', after = ''): 'day' | 'month' | 'year' | 'clock' {
  if (run[0] === 'y' || run[0] === 'e' || run[0] === 'b' || run[0] === 'g') return 'year';
  if (run[0] === 'd') return run.length > 2 ? 'clock' : 'day'; // ddd is the weekday's name: of no more use than the hour
  // m beside hours or seconds are minutes.
  if (run[0] === 'm') return before[0] === 'h' || after[0] === 's' ? 'clock' : 'month';
  return 'clock';
}

function dateText(date: Date, { day, month, year }: FormatParts['has']): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const ofYear = date.getUTCFullYear();
  const ofMonth = `${two(date.getUTCMonth() + 1)}/${ofYear}`;
  if (year && !month && !day) return String(ofYear);
  return day || !month ? `${two(date.getUTCDate())}/${ofMonth}` : ofMonth;
}

/** A literal that says something; signs between numbers do not. */
function wordsOf(literal: string): string {
  return /\p{L}/u.test(literal) ? literal.trim() : '';
}
