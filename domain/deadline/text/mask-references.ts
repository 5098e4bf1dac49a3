// Step 2b: numbers and dates that are no time of the task: documents cited, articles, counts, money, list points.
import { matchAt, phraseList } from './match-tokens.ts';
import type { Token } from './tokenise-text.ts';

const DOCUMENT_SIGNS = new Set(
  'nq ct kl qđ tb kh hd ttr bc cv nđ tt đa ctr ttg cp ubnd hđnd tw tu bnv vpcp btc btp gm tl qc bb l-ctn qh nđ-cp qđ-ttg snv hu đu'.split(
    ' ',
  ),
);
const DOCUMENT_NAMES = new Set(
  'kết luận|nghị quyết|quyết định|chỉ thị|thông báo|công văn|công điện|kế hoạch|tờ trình|báo cáo|nghị định|thông tư|chương trình|quy định|hướng dẫn|văn bản|đề án|giấy mời|thư ngỏ'.split(
    '|',
  ),
);
const ORDINAL_HEADS = phraseList(
  `điều | khoản | điểm | mục | tiểu mục | phụ lục | pl | biểu số | biểu | mẫu số | mẫu | chương | phần | bước | giai đoạn | đợt |
   lần thứ | khóa | khoá | phiên họp thứ | kỳ họp thứ | kỳ họp lần thứ | hạng | mức độ | cấp độ | mức | tcvn | iso | bảng | nhóm | chỉ tiêu | tiêu chí |
   nhiệm vụ số | nhiệm vụ | stt | hình | trang | quyển | tập | vòng | lớp | khối lớp | khối | học kỳ | quận | đề án | loại | phiên | lần | dự án | tiểu dự án | nội dung | chuyên đề số | qr | version | phiên bản | tổ | đội | số điện thoại | đt`,
);
const COUNT_NOUNS = new Set(
  `% cuộc lớp người đơn xã phường huyện tỉnh hồ văn cơ sản mô tỷ triệu nghìn đồng trường cán công doanh hội buổi bài tin bản phóng
   chuyên đoàn hộ km m ha kg giờ_học thôn tổ_chức tổ thủ dịch nhiệm nội chỉ tiêu điểm_số bộ ngành địa trở nhóm phòng ban hạng báo cáo_viên câu lượt đồng_chí vụ
   cấp kỹ ý kiến quyết nghị thông dự chương cổng trang hệ phần máy thiết đại biểu hợp gói tuyến dân thành_viên lãnh đề kế giải phiếu cuốn tờ lượng đợt_học loại`
    .split(/\s+/)
    .filter((word) => !word.includes('_')),
);

/** Masks what only looks like time, in place; reading "Nghị định 30/2020/NĐ-CP ngày 05/3/2020" as a date would be the worst of errors. Linear. */
export function maskReferences(tokens: Token[], original: string): void {
  for (let i = 0; i < tokens.length; i++) {
    if ((tokens[i] as Token).masked) continue;
    const end =
      documentNumberEnd(tokens, i, original) ??
      ordinalEnd(tokens, i) ??
      nthThingEnd(tokens, i) ??
      midtermEnd(tokens, i) ??
      spanOfYearsEnd(tokens, i) ??
      schoolYearEnd(tokens, i) ??
      ownLengthEnd(tokens, i) ??
      countEnd(tokens, i) ??
      listPointEnd(tokens, i);
    if (end === null) continue;
    for (let k = i; k < end; k++) (tokens[k] as Token).masked = true;
    i = end - 1;
  }
}

const text = (tokens: Token[], i: number) => tokens[i]?.text ?? '';
const isNumber = (tokens: Token[], i: number) => tokens[i]?.kind === 'number';

/** "số 12/KH-UBND ngày 15/01/2025", "30/2020/NĐ-CP", "57-NQ/TW": one past the number and its date. */
function documentNumberEnd(tokens: Token[], i: number, original: string): number | null {
  const at = text(tokens, i) === 'số' ? i + 1 : i;
  if (!isNumber(tokens, at))
    return text(tokens, i) === 'số' && text(tokens, at) === '.' ? dottedNumber(tokens, at) : null;
  let next = at + 1;
  if (text(tokens, next) === '/' && isNumber(tokens, next + 1) && text(tokens, next + 2) === '/') next += 2;
  const mark = text(tokens, next);
  const sign = tokens[next + 1];
  // "57-NQ/TW" is a document, "tháng 9 - UBND cấp xã" is not.
  const dashed = mark === '-' && (tokens[next]?.end === sign?.start || text(tokens, next + 2) === '/');
  const known = (mark === '/' || dashed) && DOCUMENT_SIGNS.has(sign?.text ?? '');
  const isSign = sign?.kind === 'word' && (known || (mark === '/' && (at > i || isCapitals(sign, original))));
  if (!isSign && text(tokens, next) === 'của' && at > i) return documentDateEnd(tokens, next);
  // "Kết luận số 155, ngày 17/5/2025": the number alone, behind a document's name.
  if (!isSign && at > i && DOCUMENT_NAMES.has(`${text(tokens, i - 2)} ${text(tokens, i - 1)}`))
    return documentDateEnd(tokens, next);
  if (!isSign) return at > i && text(tokens, next) !== 'ngày' ? at + 1 : null;
  next += 2;
  while (/^[-/&]$/.test(text(tokens, next)) && isSignPart(tokens, next + 1)) next += 2;
  // "130/KH-BCDTKNQ18": a number that ends the sign.
  if (isNumber(tokens, next) && tokens[next]?.start === tokens[next - 1]?.end) next++;
  if (DOCUMENT_SIGNS.has(text(tokens, next)) && text(tokens, next + 1) === 'ngày') next++;
  return documentDateEnd(tokens, next);
}

const TIME_UNITS = new Set('ngày tháng quý năm tuần giờ lần kỳ người đơn'.split(' '));

/** "99/KHPH-A-B": capitals right behind a number and a stroke are the sign of a document, whoever issued it. */
function isCapitals(sign: Token, original: string): boolean {
  const word = original.slice(sign.start, sign.end);
  return word.length > 1 && word === word.toUpperCase() && !TIME_UNITS.has(sign.text) && !/^[IVX]+$/.test(word);
}

/** "-CCHC" glued to what stands before it, or a sign that documents are known by. */
function isSignPart(tokens: Token[], i: number): boolean {
  const token = tokens[i];
  if (token?.kind !== 'word') return false;
  return (
    DOCUMENT_SIGNS.has(token.text) ||
    (tokens[i - 2]?.end === tokens[i - 1]?.start && tokens[i - 1]?.end === token.start)
  );
}

function dottedNumber(tokens: Token[], at: number): number {
  let next = at;
  while (text(tokens, next) === '.') next++;
  while (text(tokens, next) === '/' || text(tokens, next) === '-' || DOCUMENT_SIGNS.has(text(tokens, next))) next++;
  return documentDateEnd(tokens, next);
}

const MAX_ISSUER_TOKENS = 14;

/** Past ", ngày 05/3/2020", "(ngày 05/3/2020)", "năm 2020" or "của UBND tỉnh ngày 05/3/2020" right after a document's number. */
function documentDateEnd(tokens: Token[], i: number): number {
  if (text(tokens, i) === 'năm' && text(tokens, i + 1).length === 4 && isNumber(tokens, i + 1)) return i + 2;
  const at = text(tokens, i) === 'của' ? issuerEnd(tokens, i + 1) : /^[,(]$/.test(text(tokens, i)) ? i + 1 : i;
  if (text(tokens, at) !== 'ngày' || !isNumber(tokens, at + 1)) return i;
  const separator = text(tokens, at + 2);
  if (separator === 'tháng') {
    // "…-NQ/TW, ngày 15 tháng cuối quý": the comma ends the document, and no date of one is so written.
    if (!isNumber(tokens, at + 3)) return text(tokens, i) === ',' ? i : at + 2;
    return text(tokens, at + 4) === 'năm' && isNumber(tokens, at + 5) ? at + 6 : at + 4;
  }
  if (separator !== '/' && separator !== '-' && separator !== '.') return i;
  if (!isNumber(tokens, at + 3)) return at + 2;
  return text(tokens, at + 4) === separator && isNumber(tokens, at + 5) ? at + 6 : at + 4;
}

/** One past the words of who issued it, up to a bare "ngày"; an edge or a mark before it ends them. */
function issuerEnd(tokens: Token[], i: number): number {
  for (let at = i; at < i + MAX_ISSUER_TOKENS; at++) {
    if (text(tokens, at) === 'ngày') return EDGE_WORDS.has(text(tokens, at - 1)) ? i : at;
    if (tokens[at]?.kind !== 'word' && text(tokens, at) !== '-') return i;
  }
  return i;
}

const EDGE_WORDS = new Set('trước nhất hết đến vào trong là từ hạn quá hơn và sau tới hàng'.split(' '));

/** "Điều 5", "Phụ lục II", "lần thứ XIV", "Phiên họp thứ 42". */
function ordinalEnd(tokens: Token[], i: number): number | null {
  const length = matchAt(tokens, i, ORDINAL_HEADS);
  if (length === 0) return null;
  const at = i + length;
  if (tokens[at]?.newLine) return null;
  const isRoman = tokens[at]?.kind === 'word' && /^[ivx]+$/.test(text(tokens, at));
  if (!isNumber(tokens, at) && !isRoman) return null;
  // A head alone masks nothing: "mức độ" or "phần" may stand before a real date.
  if (NAMES.has(text(tokens, at - 1)) && isNumber(tokens, at) && text(tokens, at + 1) !== '/') return at + 1;
  if (ROUNDS.has(text(tokens, at - 1)) && isRound(tokens, at)) return at + 1;
  if (isNumber(tokens, at) && (isTimeAfter(tokens, at + 1) || text(tokens, at).length === 4)) return null;
  let next = at + 1;
  while (/^[.,]$/.test(text(tokens, next)) && isNumber(tokens, next + 1) && !isTimeAfter(tokens, next + 2)) next += 2;
  return next;
}

const ORDINAL_WORDS = new Set('nhất hai ba tư bốn năm sáu bảy tám chín mười'.split(' '));
const NTH_THINGS = new Set('lần thi bài bên nước vòng đợt khóa khoá hạng bậc loại nhóm phần'.split(' '));

/** "hội nghị lần thứ ba", "môn thi thứ ba": a count of things, no day of the week. */
function nthThingEnd(tokens: Token[], i: number): number | null {
  if (!NTH_THINGS.has(text(tokens, i)) || text(tokens, i + 1) !== 'thứ') return null;
  return ORDINAL_WORDS.has(text(tokens, i + 2)) ? i + 3 : null;
}

const MIDTERMS = new Set('kết giá tra soát khảo'.split(' '));

/** "sơ kết giữa kỳ", "đánh giá cuối kỳ": which review it is, no day of a period. */
function midtermEnd(tokens: Token[], i: number): number | null {
  const part = /^(giữa|cuối|đầu)$/.test(text(tokens, i)) && /^(kỳ|nhiệm)$/.test(text(tokens, i + 1));
  if (!part || !MIDTERMS.has(text(tokens, i - 1))) return null;
  return text(tokens, i + 1) === 'nhiệm' ? (text(tokens, i + 2) === 'kỳ' ? i + 3 : null) : i + 2;
}

/** What is behind these is never a day: "tuyển sinh lớp 10 tháng 7". */
const NAMES = new Set('lớp khối quận án đội'.split(' '));
const ROUNDS = new Set('đợt lần vòng bước khóa khoá lớp khối tổ kỳ'.split(' '));

/** "Đợt 1 tháng 3, đợt 2 tháng 9": one digit behind the round, and a month of its own. */
function isRound(tokens: Token[], at: number): boolean {
  return (
    text(tokens, at).length === 1 &&
    /^(tháng|ngày|quý|năm)$/.test(text(tokens, at + 1)) &&
    (isNumber(tokens, at + 2) || /^[ivx]+$/.test(text(tokens, at + 2)))
  );
}

function isTimeAfter(tokens: Token[], i: number): boolean {
  return /^(\/|ngày|tháng|năm|quý|tuần|giờ|h|lần)$/.test(text(tokens, i));
}

const BEHIND_YEARS = new Set('thực triển thi thành kỷ ngày xây hoạt đổi gần qua liên'.split(' '));
const BEFORE_YEARS = new Set('kết niệm qua hoạch hạn đoạn giá lại'.split(' '));
const BEFORE_MONTHS = new Set('ngân kế ước cáo toán lệ công vốn'.split(' '));

/** "tổng kết 05 năm thực hiện", "kế hoạch 5 năm 2026-2030", "báo cáo 13 tháng": how long what is reported or planned took. */
function spanOfYearsEnd(tokens: Token[], i: number): number | null {
  const count = tokens[i];
  if (count?.kind !== 'number' || /^[/\-.,]$/.test(text(tokens, i - 1))) return null;
  const before = text(tokens, i - 1);
  if (text(tokens, i + 1) === 'năm') {
    if (
      EDGE_WORDS.has(before) ||
      before === 'kỳ' ||
      before === 'thời' ||
      /^(kể|tính|một|\/)$/.test(text(tokens, i + 2))
    )
      return null;
    const named = BEHIND_YEARS.has(text(tokens, i + 2)) || BEFORE_YEARS.has(before) || isOfPlan(tokens, i);
    return named ? i + 2 : null;
  }
  if (text(tokens, i + 1) !== 'tháng' || !(count.value > 11 && count.value < 37) || count.value % 3 === 0) {
    if (count.value !== 12 || text(tokens, i + 1) !== 'tháng' || !BEFORE_MONTHS.has(before)) return null;
  }
  return BEFORE_MONTHS.has(before) ? i + 2 : null;
}

const PLANS = new Set(['kế hoạch', 'quy hoạch', 'chiến lược', 'chương trình', 'đề án']);
const PLAN_ENDS = new Set('trước nhất hết vào trong từ hạn quá hàng'.split(' '));
const LONGEST_PLAN_NAME = 20;

/** "kế hoạch phát triển khoa học và công nghệ 05 năm trước ngày 31/3/2026": right before its date the length of the plan. */
function isOfPlan(tokens: Token[], i: number): boolean {
  const after = text(tokens, i + 2);
  if (after !== 'trước' && after !== 'và' && tokens[i + 2]?.kind !== 'mark') return false;
  for (let at = i - 1; at > i - LONGEST_PLAN_NAME && at > 0; at--) {
    const token = tokens[at];
    if (token === undefined || (token.kind !== 'word' && token.text !== ',' && token.text !== '-')) return false;
    if (PLAN_ENDS.has(token.text)) return false;
    if (PLANS.has(`${text(tokens, at - 1)} ${token.text}`)) return true;
  }
  return false;
}

/** "35%", "02 đến 03 cuộc", "1.000 hồ sơ", "500 triệu đồng". */
function countEnd(tokens: Token[], i: number): number | null {
  if (!isNumber(tokens, i) || /^[/\-.,]$/.test(text(tokens, i - 1))) return null;
  let next = i + 1;
  if (isFraction(tokens, i)) return i + 3;
  if (isRoundTheClock(tokens, i)) return text(tokens, i + 3) === 'giờ' ? i + 4 : i + 3;
  while (/^[.,]$/.test(text(tokens, next)) && isNumber(tokens, next + 1)) next += 2;
  if (/^(đến|tới|-)$/.test(text(tokens, next)) && isNumber(tokens, next + 1)) next += 2;
  const noun = text(tokens, next);
  if (noun === '%') return next + 1;
  if (!COUNT_NOUNS.has(noun) || tokens[next]?.newLine) return null;
  // Four digits that can be a year stay: "năm 2026 các cơ quan".
  if (next === i + 1 && (tokens[i] as Token).text.length === 4) return null;
  // "mỗi quý 01 tin": how many in each, no month or quarter.
  if (/^(tháng|quý|năm|tuần)$/.test(text(tokens, i - 1)) && /^(mỗi|hàng|từng)$/.test(text(tokens, i - 2)))
    return next + 1;
  // A day or month may stand before a noun ("ngày 15 báo cáo"); only a bare count is masked.
  return /^(ngày|tháng|quý|năm|thứ|mùng|\/|tuần|trước|:)$/.test(text(tokens, i - 1)) ? null : next + 1;
}

/** "1/2 chi cho …", "2/3 số đơn vị": a part of something, with no word of time before it. */
function isFraction(tokens: Token[], i: number): boolean {
  if (text(tokens, i + 1) !== '/' || text(tokens, i).length > 1 || text(tokens, i + 2).length > 1) return false;
  const [a, b] = [tokens[i]?.value ?? 0, tokens[i + 2]?.value ?? 0];
  const noun = text(tokens, i + 3);
  if (!(a < b && b <= 5) || EDGE_WORDS.has(text(tokens, i - 1)) || text(tokens, i - 1) === 'ngày') return false;
  return COUNT_NOUNS.has(noun) || noun === 'số' || noun === 'tổng' || noun === 'chi';
}

/** "trực 24/24 giờ", "24/7"; "(24/7/2020)" and "ngày 24/7" are days. */
function isRoundTheClock(tokens: Token[], i: number): boolean {
  if (text(tokens, i) !== '24' || text(tokens, i + 1) !== '/' || text(tokens, i + 3) === '/') return false;
  if (text(tokens, i + 2) === '24') return true;
  return text(tokens, i + 2) === '7' && /^(trực|ban|vụ|động|tục|tiếp)$/.test(text(tokens, i - 1));
}

/** "02 ngày, từ ngày 15/6 đến ngày 16/6", "03 tháng (từ tháng 4 đến tháng 6)": how long the span behind it is. */
function ownLengthEnd(tokens: Token[], i: number): number | null {
  if (
    !isNumber(tokens, i) ||
    !/^(ngày|tuần|tháng|năm)$/.test(text(tokens, i + 1)) ||
    !/^[,(:]$/.test(text(tokens, i + 2))
  )
    return null;
  const from = text(tokens, i + 3);
  if (from === 'ngày' && text(tokens, i + 1) === 'ngày' && isNumber(tokens, i + 4)) return i + 2;
  if (from !== 'từ' && from !== 'trong') return null;
  for (let at = i + 4; at < i + 4 + LONGEST_FROM; at++) if (/^(đến|tới)$/.test(text(tokens, at))) return i + 2;
  return null;
}

const LONGEST_FROM = 9;

/** "năm học 2026-2027", "niên khóa 2026 - 2027": the name of a school year. */
function schoolYearEnd(tokens: Token[], i: number): number | null {
  if (!isNumber(tokens, i) || text(tokens, i).length !== 4) return null;
  const named =
    (text(tokens, i - 2) === 'năm' && text(tokens, i - 1) === 'học') ||
    (text(tokens, i - 2) === 'niên' && /^kh[óo][áa]?$/u.test(text(tokens, i - 1)));
  const pair = /^[-–/]$/.test(text(tokens, i + 1)) && text(tokens, i + 2).length === 4 && isNumber(tokens, i + 2);
  // "trong năm học 2026-2027" is when, not whose.
  if (EDGE_WORDS.has(text(tokens, i - 3)) || /^(cuối|đầu|giữa|suốt)$/.test(text(tokens, i - 3))) return null;
  return named ? (pair ? i + 3 : i + 1) : null;
}

/** "1." or "2)" at the start of a line, "(2)" there or behind a semicolon or full stop. */
function listPointEnd(tokens: Token[], i: number): number | null {
  const token = tokens[i] as Token;
  if (!isNumber(tokens, i) || token.text.length > 2) return null;
  if (text(tokens, i - 1) === '(' && text(tokens, i + 1) === ')' && /^(|;|\.)$/.test(text(tokens, i - 2))) return i + 1;
  if (!(i === 0 || token.newLine)) return null;
  const mark = text(tokens, i + 1);
  if (mark !== '.' && mark !== ')') return null;
  return isNumber(tokens, i + 2) ? null : i + 2;
}
