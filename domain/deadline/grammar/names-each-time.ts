// Whether the times behind "02 lần/năm" are as many as are said to be.
import { matchAt, phraseList } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import { readWindows } from './read-window.ts';

const AND = phraseList(', và | , | và');
const TIMES_LEAD = phraseList('( vào | ( trong | ( gồm | ( | , vào | , trong | , gồm | , | : vào | : | vào | trong');

/** "02 lần/năm (tháng 5 và tháng 11)": as many times as are said to be. */
export function namesEachTime(tokens: readonly Token[], next: number, times: number): boolean {
  const lead = matchAt(tokens, next, TIMES_LEAD);
  let at = next + lead;
  let said = 0;
  while (lead > 0 && said < times) {
    const read = readWindows(tokens, at);
    if (read === null || 'from' in read.value) return false;
    said += read.value.windows.length;
    at = read.next + matchAt(tokens, read.next, AND);
  }
  return lead > 0 && said === times;
}
