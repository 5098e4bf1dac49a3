// What the grammar hands to the composer: like the rule types, but with the holes that the text left open.
import type {
  DayRef,
  Feast,
  MonthRef,
  PeriodPart,
  Rhythm,
  TermUnit,
  WindowBound,
  YearRef,
} from '#contracts/deadline.ts';

/** The rhythm that a place asks for by its own words: "tháng cuối quý" is quarterly, "kỳ báo cáo" leaves it open. */
export type ImpliedRhythm = Rhythm | 'any-period';

export type RawPlace = {
  at:
    | 'day'
    | 'month'
    | 'quarter'
    | 'half'
    | 'nine-months'
    | 'year'
    | 'weekday'
    | 'feast'
    | 'period'
    | 'now'
    | 'near'
    | 'offset';
  day?: DayRef;
  /** Undefined with at = 'day': "ngày 15" of some month that the rhythm or a neighbour must give. */
  month?: MonthRef;
  quarter?: number;
  half?: 1 | 2;
  part?: PeriodPart;
  weekday?: number;
  feast?: Feast;
  lunar?: true;
  /** Undefined: no year was said. */
  year?: YearRef;
  near?: { unit: 'day' | 'week' | 'month' | 'quarter'; offset: number; weekday: number | null };
  base?: RawPlace;
  count?: number;
  unit?: TermUnit;
  implies?: ImpliedRhythm;
  /** The month was written with the word "tháng", so "ngày 15 tháng 3, 6, 9" may go on with months. */
  monthWord?: true;
  /** Vietnamese: why this reading of the place is open to doubt. */
  doubt?: string;
};

export type RawWindow = {
  from: RawPlace | null;
  bound: WindowBound;
  until: RawPlace;
  clock: string | null;
  /** The words gave an edge ("trước", "chậm nhất", "vào"); without one the place stands alone. */
  edged: boolean;
  /** "đến hết", "cho đến": behind a rhythm the place is where it ends. */
  runsUntil?: true;
};

export type RawRhythm = {
  every: Rhythm;
  interval: number;
  only: number[] | null;
  /** "định kỳ", "hàng", "mỗi", "/lần" stand there; otherwise only a report's name gives the rhythm. */
  strong: boolean;
  /** "6 tháng/lần": both halves even beside a yearly report. */
  everyTime: boolean;
  /** "quý IV năm trước": a day early in the year is that of the plan's own year. */
  ofLastYear?: true;
  year?: YearRef;
};

/** `answers`: "tức ngày 15/12" says what a term comes to. `meets`: the work is due at a session, not before or after it. `onTime`: "đúng tiến độ". */
export type Phrase = { start: number; end: number } & (
  | { type: 'windows'; windows: RawWindow[]; joined: 'list' | 'range' | 'single'; answers?: true }
  | { type: 'from'; from: RawPlace }
  | { type: 'rhythms'; rhythms: RawRhythm[]; ofReport: boolean; doubt?: string }
  | {
      type: 'term';
      count: number;
      unit: TermUnit;
      side: 'after' | 'before';
      event: [number, number] | null;
      doubt?: string;
    }
  | { type: 'condition'; trigger: string; from?: RawPlace; tail: boolean; until?: true; meets?: true; doubt?: string }
  | { type: 'reference'; trigger: string; onTime?: true; doubt?: string }
  | { type: 'remark'; doubt?: string }
  | { type: 'continuous' }
  | { type: 'later-years' }
  | { type: 'on-demand' }
  | { type: 'regarding' }
  | { type: 'join'; word: 'and' | 'or' | 'comma' }
  | { type: 'open' }
  | { type: 'close' }
  | { type: 'filler' }
  | { type: 'word' }
);

export type Read<T> = { value: T; next: number };
