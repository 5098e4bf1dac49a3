import type { Feast } from '#contracts/deadline.ts';
import { isAt, matchAt, numberAt, type PhraseList, phraseList, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawPlace, Read } from './raw.ts';
import { readYearAfter } from './read-year.ts';

const NAMES: readonly [PhraseList, Feast][] = [
  [phraseList('tết nguyên đán | tết âm lịch | tết cổ truyền | tết ta'), 'tet-nguyen-dan'],
  [phraseList('tết dương lịch'), 'tet-duong-lich'],
  [phraseList('giỗ tổ hùng vương | giỗ tổ'), 'gio-to'],
  [phraseList('quốc khánh'), 'quoc-khanh'],
  [phraseList('tết trung thu | trung thu'), 'trung-thu'],
];
const PREFIX = phraseList(
  'kỳ nghỉ lễ | dịp nghỉ lễ | kỳ nghỉ | đợt nghỉ | dịp nghỉ | dịp lễ | ngày lễ | dịp | nghỉ lễ | nghỉ | lễ | ngày | đón | kỷ niệm ngày',
);
const STEMS = ['giáp', 'ất', 'bính', 'đinh', 'mậu', 'kỷ', 'canh', 'tân', 'nhâm', 'quý'];
const BRANCHES = ['tý', 'sửu', 'dần', 'mão', 'thìn', 'tỵ', 'ngọ', 'mùi', 'thân', 'dậu', 'tuất', 'hợi'];
// 1984 is Giáp Tý, the first year of a cycle of sixty; the present cycle is the only one that plans speak of.
const CYCLE_START = 1984;

/** A named day: Tết, Giỗ Tổ, Quốc khánh, Trung thu, or a date after "dịp" ("dịp 02/9"). */
export function readFeast(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const prefix = matchAt(tokens, i, PREFIX);
  const at = i + prefix;
  for (const [words, feast] of NAMES) {
    const length = matchAt(tokens, at, words);
    if (length > 0) return readFeastYear(tokens, at + length, feast);
  }
  // "Tết Bính Ngọ 2026", "Tết 2026"; plain "Tết" is Tết Nguyên đán too.
  if (isAt(tokens, at, 'tết')) return readFeastYear(tokens, at + 1, 'tet-nguyen-dan');
  return null;
}

function readFeastYear(tokens: readonly Token[], at: number, feast: Feast): Read<RawPlace> {
  let i = at;
  if (feast === 'gio-to' || feast === 'quoc-khanh') i = skipItsDate(tokens, i);
  const cycle = readCycleYear(tokens, isAt(tokens, i, 'năm') ? i + 1 : i);
  if (cycle) i = cycle.next;
  const year = readYearAfter(tokens, i);
  const said = year?.value.year ?? cycle?.value;
  return {
    value: { at: 'feast', feast, ...(said === undefined ? {} : { year: said }), ...doubtOf(feast, said) },
    next: year?.next ?? i,
  };
}

function doubtOf(feast: Feast, year: unknown): { doubt?: string } {
  if (feast === 'tet-nguyen-dan') return { doubt: 'Tết nghỉ nhiều ngày, cần chọn ngày cụ thể' };
  // Before it work of this year is meant as often as work of the last one.
  if (feast === 'tet-duong-lich' && year === undefined)
    return { doubt: 'Tết Dương lịch không nêu năm: không rõ đầu hay cuối năm kế hoạch' };
  return {};
}

/** Past "(10/3 âm lịch)" or "2/9" after the name that says the same. */
function skipItsDate(tokens: readonly Token[], i: number): number {
  const at = textAt(tokens, i) === '(' ? i + 1 : i;
  const day = numberAt(tokens, at);
  const month = numberAt(tokens, at + 2);
  const its = (day === 10 && month === 3) || (day === 2 && month === 9);
  if (!its || textAt(tokens, at + 1) !== '/') return i;
  let next = at + 3;
  if (isAt(tokens, next, 'âm', 'lịch')) next += 2;
  return at > i && textAt(tokens, next) === ')' ? next + 1 : next;
}

/** "Bính Ngọ" → 2026. */
function readCycleYear(tokens: readonly Token[], i: number): Read<number> | null {
  const stem = STEMS.indexOf(textAt(tokens, i));
  const branch = BRANCHES.indexOf(textAt(tokens, i + 1));
  if (stem < 0 || branch < 0) return null;
  for (let offset = 0; offset < 60; offset++)
    if (offset % 10 === stem && offset % 12 === branch) return { value: CYCLE_START + offset, next: i + 2 };
  return null;
}
