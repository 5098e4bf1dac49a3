// Words beside a date that turn "on that day" into another time: left as a label they would do so in silence.
import { readWindows } from '../grammar/read-window.ts';
import { isAt } from '../text/match-tokens.ts';
import type { Token } from '../text/tokenise-text.ts';

/** The first word beside a date that moves it, read or not: "gần 15/6", "qua ngày 15/6", "15/6/2026 trở đi", "trước 15/6/2026 một tuần". */
export function wordThatTurnsDay(tokens: readonly Token[], isUnread: (i: number) => boolean): string | null {
  const at = tokens.findIndex(
    ({ kind, masked, text }, i) =>
      kind === 'word' &&
      !masked &&
      (turnsLast(tokens, i, text) || (isUnread(i) && (turnsNext(tokens, i, text) || isDigitMisread(tokens, i)))),
  );
  return tokens[at]?.text ?? null;
}

/** Each with the words that make another word of it: "thông qua ngày 15/6" is the day itself. */
const BEFORE: ReadonlyMap<string, readonly string[]> = new Map([
  ['qua', ['thông', 'trải', 'vượt', 'vừa']],
  ['gần', []],
  ['sát', ['giám', 'khảo', 'kiểm', 'cảnh', 'trinh', 'quan', 'rà']],
  ['ngoài', ['nước', 'bên', 'trong']],
  ['cách', ['cải', 'tư', 'phong', 'quy', 'phân', 'nhân', 'chính']],
  ['quanh', ['xung']],
  ['khỏi', []],
  ['vượt', []],
  ['sớm', []],
  ['cận', ['tiếp', 'lân', 'thân']],
  // "trước" cut short; what else it may be is as little known.
  ['tr', []],
  ['trg', []],
  ['trk', []],
]);

function turnsNext(tokens: readonly Token[], i: number, word: string): boolean {
  const compounds = BEFORE.get(word);
  if (compounds === undefined || compounds.includes(tokens[i - 1]?.text ?? '')) return false;
  const at = tokens[i + 1]?.text === '.' ? i + 2 : i + 1;
  const read = readWindows(tokens, at);
  return read !== null && ('from' in read.value || read.value.windows.every((one) => !one.edged));
}

const DIGIT_LIKE = new Set(['l', 'i', 'o']);

/** "15/O6/2026", "3l/12": a letter glued to the digits of a date was one of them. */
function isDigitMisread(tokens: readonly Token[], i: number): boolean {
  const [before, own, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (own === undefined || !DIGIT_LIKE.has(own.text)) return false;
  const isGlued = (one: Token | undefined) =>
    one?.kind === 'number' && (one.end === own.start || own.end === one.start);
  const isInDate = [tokens[i - 1], tokens[i + 1], tokens[i + 2]].some(
    (one) => one !== undefined && /^[/.-]$/.test(one.text),
  );
  return isInDate && (isGlued(before) || isGlued(after));
}

const LENGTHS = new Set('một hai ba bốn sáu bảy tám chín mười nửa vài mấy'.split(' '));
const UNITS = new Set('ngày tuần tháng quý năm'.split(' '));
const BESIDE_DATE = new Set([...'/.-', 'ngày', 'tháng', 'quý', 'năm']);
const DIRECTIONS = new Set('đi về lại lên'.split(' '));

function turnsLast(tokens: readonly Token[], i: number, word: string): boolean {
  if (tokens[i - 1]?.kind !== 'number') return false;
  if (word === 'trở') return DIRECTIONS.has(tokens[i + 1]?.text ?? '');
  if (word === 'đổ') return isAt(tokens, i + 1, 'lại') || isAt(tokens, i + 1, 'về');
  // The number is one of a date, not of what was decided: "Đề án 06 nửa năm một lần" has no day to move.
  return LENGTHS.has(word) && UNITS.has(tokens[i + 1]?.text ?? '') && BESIDE_DATE.has(tokens[i - 2]?.text ?? '');
}
