// Which years a title speaks of as its own, and which it only mentions: a cited law, an index, what is summed up, where the plan looks.
import { foldText, squeeze } from './fold-text.ts';

export type YearSpan = { from: number; to: number };

export type TitleYears = {
  /** The years of the work itself, with the words that say so. */
  own: { span: YearSpan; words: string } | null;
  /** "đến năm 2030": when the work ends; nothing says when it begins. */
  until: { year: number; words: string } | null;
  /**
   * Years of which nobody can tell from the words alone. `several` do not go together; `open` has no end; `term` is the term of a congress
   * whose resolution is carried out; `cited` stands right behind the number of a resolution.
   */
  doubtful: { kind: 'several' | 'open' | 'term' | 'cited'; spans: YearSpan[]; words: string } | null;
  /** Years that are none of the plan, each with the reason in Vietnamese. */
  passedOver: string[];
  /** True when a period that is over is summed up beside. */
  looksBack: boolean;
};

type Mention = YearSpan & { start: number; end: number; words: string; isSpan: boolean };

const YEAR = '(20\\d{2})(?!\\d)';

/** What one title says, read from left to right; a year counts once, by the first of the reasons below that fits it. */
export function readTitleYears(given: string): TitleYears {
  const text = { left: squeeze(given.normalize('NFC')) };
  const passedOver: string[] = [];
  const whole = text.left;
  const passOver = (pattern: RegExp, reason: string | null) => {
    for (const words of take(text, pattern)) if (reason !== null) passedOver.push(`«${words}» ${reason}`);
  };
  passOver(FULL_DATE, 'là ngày của văn bản được viện dẫn');
  passOver(NUMBERED, null);
  passOver(OUTLOOK, 'là tầm nhìn, định hướng');
  passOver(LAW, 'là năm của văn bản được viện dẫn');
  passOver(DRAWN_UP, 'là năm của kế hoạch, dự toán sẽ lập');
  const terms = take(text, TERM);
  for (const words of terms) passedOver.push(`«${words}» là nhiệm kỳ`);
  const found = mentionsIn(text);
  const isBack = backwardAt(whole);
  for (const { start, words } of found.years)
    if (isBack(start)) passedOver.push(`«${words}» là kỳ được tổng kết, đánh giá`);
  const ahead = found.years.filter(({ start }) => !isBack(start));
  const cited = ahead.filter(({ start }) => AFTER_NUMBER.test(whole.slice(0, start)));
  const ofWork = ahead.filter((mention) => !cited.includes(mention));
  const { spans, words } = choose(ofWork.length > 0 ? ofWork : cited, whole);
  const none = { own: null, until: null, doubtful: null, passedOver, looksBack: ahead.length < found.years.length };
  const [only] = spans;
  if (found.since !== null || (only && OPEN_END.test(whole))) {
    const open = only ? spans : spanOf(found.since ?? '');
    return { ...none, doubtful: { kind: 'open', spans: open, words: only ? words : (found.since ?? '') } };
  }
  if (only === undefined) {
    const isTerm = terms.length > 0 && found.until === null && /nghi quyet.*dai hoi/.test(foldText(whole));
    if (!isTerm) return { ...none, until: found.until };
    return { ...none, doubtful: { kind: 'term', spans: terms.flatMap(spanOf), words: terms[0] ?? '' } };
  }
  if (spans.length > 1) return { ...none, doubtful: { kind: 'several', spans, words } };
  if (ofWork.length === 0) return { ...none, doubtful: { kind: 'cited', spans, words } };
  return { ...none, own: { span: only, words } };
}

// "ngày 22 tháng 12 năm 2024", "ngày    /12/2022", "05/01/2026".
const FULL_DATE =
  /ngày[\s\d….,_]*tháng[\s\d….,_]*năm\s*20\d{2}(?!\d)|ngày[\s\d….,_]*\/[\s\d….,_]*\/\s*20\d{2}(?!\d)|(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d{2}(?!\d)/giu;
// "62/2020/NĐ-CP", "ISO 9001:2015".
const NUMBERED = /(?<!\d)\d+\s*\/\s*20\d{2}\s*\/\s*\p{L}[^\s,;]*|(?:ISO|TCVN)[^,;]*?:\s*20\d{2}(?!\d)/giu;
const OUTLOOK =
  /[,;]?\s*\(?(?:định hướng|tầm nhìn|hướng (?:tới|đến))(?:\s+(?:phát triển|đến|tới|hết|năm))*\s+20\d{2}(?!\d)(?:\s*[-–—]\s*20\d{2}(?!\d))?/giu;
// "Luật Đất đai năm 2024", never "pháp luật", "kỷ luật", "Ngày Pháp luật".
const LAW = /(?<!pháp |kỷ |\p{L})(?:luật|hiến pháp|pháp lệnh)\s(?!sư)[^,;()]{0,120}?(?:năm\s+)?20\d{2}(?!\d)/giu;
// What is drawn up for another year: "xây dựng dự toán ngân sách năm 2027".
const DRAWN_UP =
  /(?<!\p{L})(?:xây dựng|lập|đăng ký|thẩm định)\s(?:[^,;()]{0,40}?\s)?(?:kế hoạch|dự toán|danh mục|chương trình công tác)\s[^,;()]{0,80}?năm\s+20\d{2}(?!\d)(?:\s*[-–—]\s*20\d{2}(?!\d))?/giu;
const TERM = /(?:nhiệm kỳ|khóa|khoá)\s+(?:[IVXL]+,?\s+)?(?:nhiệm kỳ\s+)?20\d{2}\s*[-–—]\s*20\d{2}(?!\d)/giu;
const OPEN_END = /20\d{2}\s+(?:và|cùng)\s+(?:các|những)\s+năm\s+(?:tiếp|sau|kế)/iu;
// "Nghị quyết số 57-NQ/TW năm 2024": of the resolution or of the plan, nobody can tell.
const AFTER_NUMBER =
  /(?:nghị quyết|nghị định|thông tư|quyết định|chỉ thị|kết luận|công văn|thông báo)\s+(?:số\s*:?\s*)?\d[^\s,;]*(?:\s+của\s+[^,;()]{1,40})?\s*$/iu;

/** The words that fit, blanked out so that nothing reads their year again. */
function take(text: { left: string }, pattern: RegExp): string[] {
  const found: string[] = [];
  text.left = text.left.replace(pattern, (words) => {
    found.push(squeeze(words.replace(/^[,;(\s]+/, '')));
    return ' '.repeat(words.length);
  });
  return found;
}

const LINK = '\\s*(?:[-–—]|đến(?:\\s+hết)?|tới)\\s*';
const SPAN = new RegExp(
  `(?:năm học|giai đoạn|thời kỳ|từ)?\\s*(?:năm\\s+)?(?<![\\d/.:-])${YEAR}${LINK}(?:năm\\s+)?${YEAR}`,
  'giu',
);
const SCHOOL = new RegExp(`(?:năm học|niên độ|năm ngân sách)\\s+${YEAR}\\s*[-–—/]\\s*(20)?(\\d{2})(?!\\d)`, 'giu');
const SINCE = new RegExp(`(?:kể\\s+)?từ\\s+(?:đầu\\s+)?năm\\s+${YEAR}`, 'giu');
const UNTIL = new RegExp(`(?:đến|tới|trước)\\s+(?:(?:hết|cuối|trước)\\s+)*(?:năm\\s+)?${YEAR}`, 'giu');
const NAMED = new RegExp(
  `(?:đầu |cuối |trong )?năm\\s+(?:ngân sách\\s+|học\\s+)?${YEAR}|(?:tháng|quý)\\s+[\\divxl]+\\s*[/.-]\\s*${YEAR}`,
  'giu',
);
const BARE = new RegExp(`(?<![\\d/.:-])${YEAR}(?![/:])`, 'gu');

type Found = { years: Mention[]; until: TitleYears['until']; since: string | null };

function mentionsIn(text: { left: string }): Found {
  const years: Mention[] = [];
  const collect = (pattern: RegExp, toSpan: (match: RegExpMatchArray) => YearSpan) => {
    text.left = text.left.replace(pattern, (...given) => {
      const match = given.slice(0, -2) as unknown as RegExpMatchArray;
      const start = given.at(-2) as number;
      const lead = match[0].length - match[0].trimStart().length;
      const span = toSpan(match);
      years.push({
        ...span,
        start: start + lead,
        end: start + match[0].length,
        words: squeeze(match[0]),
        isSpan: span.from !== span.to,
      });
      return ' '.repeat(match[0].length);
    });
  };
  collect(SCHOOL, (match) => inOrder(Number(match[1]), Number(`20${match[3]}`)));
  collect(SPAN, (match) => inOrder(Number(match[1]), Number(match[2])));
  const since = take(text, SINCE)[0] ?? null;
  const until = take(text, UNTIL).map((words) => ({ year: Number(words.slice(-4)), words }))[0] ?? null;
  collect(NAMED, (match) => inOrder(Number(match[1] ?? match[2]), Number(match[1] ?? match[2])));
  collect(BARE, (match) => inOrder(Number(match[1]), Number(match[1])));
  years.sort((a, b) => a.start - b.start);
  return { years, until, since };
}

function inOrder(one: number, other: number): YearSpan {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

function spanOf(words: string): YearSpan[] {
  const years = [...words.matchAll(/20\d{2}/g)].map(([year]) => Number(year));
  return years.length === 0 ? [] : [{ from: Math.min(...years), to: Math.max(...years) }];
}

/** "năm 2024 … giai đoạn 2021-2025" is the plan of 2024 within a programme; "năm 2026 và năm 2027" are two years of one plan. */
function choose(mentions: readonly Mention[], whole: string): { spans: YearSpan[]; words: string } {
  const joined: Mention[] = [];
  for (const mention of mentions) {
    const last = joined.at(-1);
    const between = last === undefined ? '' : whole.slice(last.end, mention.start);
    if (
      last !== undefined &&
      /^\s*(?:,|và|đến|tới|[-–—])\s*(?:đến\s*)?$/iu.test(between) &&
      !last.isSpan &&
      !mention.isSpan
    )
      joined[joined.length - 1] = {
        ...last,
        ...inOrder(Math.min(last.from, mention.from), Math.max(last.to, mention.to)),
        end: mention.end,
        words: whole.slice(last.start, mention.end),
      };
    else joined.push(mention);
  }
  const singles = joined.filter(({ isSpan }) => !isSpan);
  const from = singles.length > 0 ? singles : joined;
  const spans = [...new Map(from.map(({ from: first, to }) => [`${first}-${to}`, { from: first, to }])).values()];
  return { spans, words: [...new Set(from.map(({ words }) => words))].join('», «') };
}

const LOOKS_BACK =
  /\b(tong ket|so ket|ton tai|kiem diem|nhin lai|quyet toan)\b|\b(khac phuc|nhung|cac)\s+(\S+\s+)?han che\b|\bhan che,? (va )?(yeu kem|thieu sot|bat cap|ton tai)\b|\b(sau|cong bo|tong hop|bao cao|danh gia)\s+(\S+\s+){0,2}ket qua\b/;
const LOOKS_AHEAD =
  /^(va |de ra |gan voi |dong thoi )*(trien khai|phuong huong|nhiem vu|nang cao|cai thien|giai phap|muc tieu|chi tieu|du toan|xay dung|phat dong|thuc hien|ke hoach|chuong trinh|duy tri|trong tam|dinh huong)\b/;

/** Whether what stands at a place is summed up or mended, not planned: said at the head of its clause, or of one before it. */
function backwardAt(whole: string): (place: number) => boolean {
  const clauses: { start: number; isBack: boolean }[] = [];
  let isBack = false;
  for (const { index, 0: clause } of whole.matchAll(/(?:^|[,;:–—]|\s(?=và\s)|\.\s)(?:(?!\svà\s)[^,;:–—])*/giu)) {
    const folded = foldText(clause.replace(/^[,;:–—.\s]+/, ''));
    if (LOOKS_BACK.test(folded)) isBack = true;
    else if (LOOKS_AHEAD.test(folded)) isBack = false;
    clauses.push({ start: index, isBack });
  }
  return (place) => clauses.findLast(({ start }) => start <= place)?.isBack ?? false;
}
