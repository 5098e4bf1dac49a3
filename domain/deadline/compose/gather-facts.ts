// Step 5: one stretch of text as a list of facts, in order: what it says of time, under which label, and how it is joined.
import type { TermUnit } from '#contracts/deadline.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawPlace, RawRhythm, RawWindow } from '../grammar/raw.ts';
import { sliceOf } from '../grammar/read-condition.ts';
import type { ReadPhrase } from '../grammar/read-phrases.ts';

export type Fact = {
  start: number;
  end: number;
  /** The words right before it that say no time. */
  label: string | null;
  /** "đối với …" stands before it, or after it with words of its own. */
  regarding: boolean;
  regardLabel: string | null;
  /** `regardLabel` stood in brackets of its own: "20/9 (quý III)". */
  labelInBrackets: boolean;
  joined: 'and' | 'or' | 'comma' | null;
  bracketed: boolean;
  /** "kết thúc", "hoàn thành" stands right before it. */
  completes: boolean;
  /** "báo cáo kết quả" stands right before it, as written: another act than the work itself. */
  reports: string | null;
  /** "gửi", "nộp" stands right before it. */
  sends: boolean;
} & (
  | {
      type: 'windows';
      windows: RawWindow[];
      joinedAs: 'list' | 'range' | 'single';
      suffix: RawRhythm[] | null;
      answers: boolean;
    }
  | { type: 'from'; from: RawPlace }
  | { type: 'rhythms'; rhythms: RawRhythm[]; ofReport: boolean; text: string }
  | { type: 'term'; count: number; unit: TermUnit; side: 'after' | 'before'; event: string | null }
  | { type: 'condition'; trigger: string; until: boolean; meets: boolean }
  | { type: 'reference'; trigger: string }
  | { type: 'continuous' }
  | { type: 'later-years' }
  | { type: 'on-demand' }
);

export type Gathered = { facts: Fact[]; doubts: string[]; words: [number, number][]; remarks: [number, number][] };

type Pending = {
  words: [number, number] | null;
  /** The join before the words of the label, and the one after them. */
  joined: Fact['joined'];
  lateJoin: Fact['joined'];
  regarding: boolean;
  completes: boolean;
  reports: string | null;
  sends: boolean;
  depth: number;
  /** The token behind the last opening bracket. */
  opened: number;
};

/** The facts of a stretch in reading order; words that are no fact become the label of the fact after them. */
export function gatherFacts(phrases: readonly ReadPhrase[], tokens: readonly Token[], original: string): Gathered {
  const out: Gathered = { facts: [], doubts: [], words: [], remarks: [] };
  const pending: Pending = {
    words: null,
    joined: null,
    lateJoin: null,
    regarding: false,
    completes: false,
    reports: null,
    sends: false,
    depth: 0,
    opened: 0,
  };
  const label = () => (pending.words && sliceOf(tokens, pending.words[0], pending.words[1], original)) || null;
  const settleRegard = () => {
    const last = out.facts[out.facts.length - 1];
    if (!pending.regarding || !last || pending.words === null) return;
    last.regardLabel = label();
    pending.regarding = false;
    pending.words = null;
  };
  for (const phrase of phrases) {
    if ('doubt' in phrase && phrase.doubt) out.doubts.push(phrase.doubt);
    const span: [number, number] = [phrase.start, phrase.end];
    if (phrase.type === 'word') {
      out.words.push(span);
      pending.words = [pending.words?.[0] ?? phrase.start, phrase.end];
      pending.lateJoin = null;
    } else if (phrase.type === 'filler') noteFiller(phrase, tokens, original, pending);
    else if (phrase.type === 'join') noteJoin(phrase.word, pending);
    else if (phrase.type === 'open') Object.assign(pending, { depth: 1, opened: phrase.end });
    else if (phrase.type === 'close') {
      pending.depth = 0;
      const words = sliceOf(tokens, pending.opened, phrase.start, original);
      labelByBracket(out.facts[out.facts.length - 1], words, pending);
    } else if (phrase.type === 'remark') out.remarks.push(span);
    else if (phrase.type === 'regarding') {
      pending.regarding = true;
      pending.words = null;
    } else {
      if (phrase.type !== 'rhythms') settleRegard();
      const fact = toFact(phrase, tokens, original);
      const { regarding, completes, reports, sends, depth } = pending;
      const joined = pending.joined ?? pending.lateJoin;
      const own = {
        label: label(),
        regarding,
        regardLabel: null,
        labelInBrackets: false,
        joined,
        bracketed: depth > 0,
        completes,
        reports,
        sends,
      };
      out.facts.push({ ...fact, ...own, start: phrase.start, end: phrase.end } as Fact);
      // "đưa công trình vào sử dụng đúng tiến độ, dự kiến …": the words still name the work of the time behind them.
      if (phrase.type === 'reference' && phrase.onTime) continue;
      Object.assign(pending, {
        words: null,
        joined: null,
        lateJoin: null,
        regarding: false,
        completes: false,
        reports: null,
        sends: false,
      });
    }
  }
  settleRegard();
  return out;
}

// Brackets that say by which way or on which terms, not what the date is for.
const NO_WORK = /^(qua|nếu|gồm|kèm|theo|trừ|bao gồm|do|trong đó|có|đối với|sau đây)(\s|$)/iu;

/** "Quý I (xây dựng kế hoạch), Quý II (thực hiện)": the words in brackets name the work of the date before them. */
function labelByBracket(last: Fact | undefined, words: string, pending: Pending): void {
  if (last === undefined || words === '' || pending.opened < last.end) return;
  if (last.label === null && last.regardLabel === null && !NO_WORK.test(words))
    Object.assign(last, { regardLabel: words, labelInBrackets: true });
  Object.assign(pending, { words: null, completes: false });
}

function noteFiller(phrase: ReadPhrase, tokens: readonly Token[], original: string, pending: Pending): void {
  const first = tokens[phrase.start]?.text;
  if (first === 'báo') pending.reports = sliceOf(tokens, phrase.start, phrase.end, original);
  if (first === 'gửi' || first === 'nộp') pending.sends = true;
  if (first === 'hoàn' || first === 'kết' || first === 'xong') pending.completes = true;
  if (pending.words && tokens[phrase.start]?.kind === 'word') pending.words = [pending.words[0], phrase.end];
}

function noteJoin(word: 'and' | 'or' | 'comma', pending: Pending): void {
  // Inside the words a join is part of a name ("Sở Nông nghiệp và Môi trường") until the time itself follows it.
  if (pending.words !== null) pending.lateJoin = word === 'comma' ? null : word;
  else if (word !== 'comma') pending.joined = word;
  else pending.joined ??= 'comma';
}

function toFact(phrase: ReadPhrase, tokens: readonly Token[], original: string): object {
  switch (phrase.type) {
    case 'windows':
      return {
        type: 'windows',
        windows: phrase.windows,
        joinedAs: phrase.joined,
        suffix: phrase.rhythms ?? null,
        answers: phrase.answers === true,
      };
    case 'term': {
      const event = phrase.event && sliceOf(tokens, phrase.event[0], phrase.event[1], original);
      return { type: 'term', count: phrase.count, unit: phrase.unit, side: phrase.side, event: event || null };
    }
    case 'rhythms':
      return {
        type: 'rhythms',
        rhythms: phrase.rhythms,
        ofReport: phrase.ofReport,
        text: sliceOf(tokens, phrase.start, phrase.end, original),
      };
    case 'from':
      return { type: 'from', from: phrase.from };
    case 'condition':
      return { type: 'condition', trigger: phrase.trigger, until: phrase.until === true, meets: phrase.meets === true };
    case 'reference':
      return { type: 'reference', trigger: phrase.trigger };
    default:
      return { type: phrase.type };
  }
}
