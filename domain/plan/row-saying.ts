// When two rows of plans say the same: whoever gets both can not tell one from the other.
import { foldText } from './fold-text.ts';

export interface SayingRow {
  objective: string | null;
  /** The title of the task above it. */
  task: string | null;
  title: string;
  products: readonly string[];
  leads: readonly string[];
  /** The text of its time: as the file has it, or as a person decided. */
  time: string | null;
}

/**
 * The same for rows that say the same: the work under its headings, whose it is, what comes of it, by when. Case, diacritics, marks, blanks and
 * the order of agencies count for nothing, nor do numbers of rows, fields, co-ordinators and money. Null for a row of which no work comes.
 */
export function rowSaying({ objective, task, title, products, leads, time }: SayingRow): string | null {
  if (words(title) === '' || leads.length === 0) return null;
  return JSON.stringify([
    ...[objective, task, title, time].map((text) => words(text ?? '')),
    set(leads),
    set(products),
  ]);
}

function set(texts: readonly string[]): string[] {
  return [...new Set(texts.map(words))].sort();
}

function words(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
