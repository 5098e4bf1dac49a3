import type { TermUnit } from '#contracts/deadline.ts';
import type { RawPlace, RawRhythm, RawWindow } from '../grammar/raw.ts';
import type { Fact } from './gather-facts.ts';

/** What is said together of one piece of work. */
export type Statement = {
  label: string | null;
  /** The label is words of this statement, not a report named behind its dates. */
  ownWords: boolean;
  start: number;
  end: number;
  rhythms: RawRhythm[];
  /** The rhythms come from a report's name ("báo cáo năm"). */
  ofReport: boolean;
  windows: RawWindow[];
  joinedAs: 'list' | 'range' | 'single';
  /** The windows stand in brackets behind the last rhythm of a list. */
  lastOnly: boolean;
  /** "… và hàng tháng": the rhythm takes its day from the date before it. */
  like: RawWindow | null;
  from: RawPlace | null;
  continuous: boolean;
  condition: { trigger: string; reference: boolean; tail: boolean; meets: boolean } | null;
  term: { count: number; unit: TermUnit; side: 'after' | 'before'; event: string | null } | null;
  laterYears: boolean;
  onDemand: boolean;
  /** "đối với …" has named what the dates are for: more dates are other work. */
  closed: boolean;
};

/** A statement that says nothing yet, under the label of its first fact. */
export function newStatement(fact: Fact): Statement {
  return {
    label: fact.label,
    ownWords: fact.label !== null,
    start: fact.start,
    end: fact.end,
    rhythms: [],
    ofReport: false,
    windows: [],
    joinedAs: 'single',
    lastOnly: false,
    like: null,
    from: null,
    continuous: false,
    condition: null,
    term: null,
    laterYears: false,
    onDemand: false,
    closed: false,
  };
}
