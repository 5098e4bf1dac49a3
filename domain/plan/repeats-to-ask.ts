// Rows that stand twice and that nobody was asked about when the draft was looked at: a decision made two rows alike, the file was read before such
// rows were doubted, or the other row is in a plan that was given out.
import { asksAboutRepeat } from './find-repeats.ts';
import { rowSaying, type SayingRow } from './row-saying.ts';

export interface DraftRow extends Omit<SayingRow, 'time'> {
  table: number;
  row: number;
  /** As the file has it. */
  written: string | null;
  /** As a person decided; null = nobody did. */
  decided: string | null;
  doubts: readonly string[];
}

export type GivenRow = SayingRow & { table: number; row: number; plan: string };

export interface Repeat {
  table: number;
  row: number;
  title: string;
  leads: readonly string[];
  /** The first row that says the same; `plan` names the plan that was given out, null = it is this draft's own. */
  first: { table: number; row: number; plan: string | null };
}

/** In the order of the draft. `given` in the order in which they were given out. */
export function repeatsToAsk(draft: readonly DraftRow[], given: readonly GivenRow[]): Repeat[] {
  const givenFirst = new Map<string, GivenRow>();
  for (const row of given) {
    const saying = rowSaying(row);
    if (saying !== null && !givenFirst.has(saying)) givenFirst.set(saying, row);
  }
  const seen = new Map<string, { first: DraftRow; asWritten: Set<string | null> }>();
  return draft.flatMap((row) => {
    const saying = rowSaying({ ...row, time: row.decided ?? row.written });
    if (saying === null) return [];
    const asWritten = rowSaying({ ...row, time: row.written });
    const before = seen.get(saying);
    if (before === undefined) seen.set(saying, { first: row, asWritten: new Set([asWritten]) });
    const { table, title, leads } = row;
    const isAnswered = row.decided !== null && asksAboutRepeat(row.doubts) && before?.asWritten.has(asWritten);
    before?.asWritten.add(asWritten);
    const repeat = (first: Repeat['first']): Repeat => ({ table, row: row.row, title, leads, first });
    if (before !== undefined && !isAnswered)
      return [repeat({ table: before.first.table, row: before.first.row, plan: null })];
    const other = givenFirst.get(saying);
    return other === undefined ? [] : [repeat({ table: other.table, row: other.row, plan: other.plan })];
  });
}
