// A cell that lists things → its items. The marks of a list are stripped, what an item says stays as written.
import { squeeze } from './fold-text.ts';

export type ListItem = {
  text: string;
  /** The item stands on a line of its own with a dash or a number before it. */
  isMarked: boolean;
};

/** A longer cell is a text, not a list; it also bounds what the splitting of a hostile file can cost. */
export const MAX_LIST_LETTERS = 5_000;

const MARK = /^\s*(?:[-–—•+*▪●‣◦·]+\s*|\(?\d{1,2}[.)]\s+|[a-zđ]\)\s+)(?=\S)/u;

/**
 * The items of a cell: marked lines, and parts between semicolons. A line without a mark goes on with the item before it,
 * unless `startsItem` says that it opens a new one (cells of converted files break anywhere).
 */
export function splitList(text: string, startsItem: (line: string, before: string) => boolean): ListItem[] {
  const lines = text.split('\n').map(squeeze).filter(Boolean);
  const items: ListItem[] = [];
  const isList = lines.some(
    (line, index) => MARK.test(line) && (index === 0 || /[;:.,]$/.test(lines[index - 1] ?? '')),
  );
  for (const line of lines) {
    const before = items.at(-1);
    const isMarked = isList && MARK.test(line);
    if (isMarked) items.push({ text: line.replace(MARK, ''), isMarked });
    else if (!before || /;$/.test(before.text) || startsItem(line, before.text))
      items.push({ text: line, isMarked: false });
    else before.text = `${before.text} ${line}`;
  }
  return items.flatMap((item) => splitOutside(item.text, /;/).map((part) => ({ ...item, text: part })));
}

/** Splits at a separator that stands outside brackets; parts come trimmed and never empty. */
export function splitOutside(text: string, separator: RegExp): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if ('([{'.includes(letter)) depth++;
    if (')]}'.includes(letter)) depth = Math.max(0, depth - 1);
    if (depth === 0 && separator.test(letter)) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  // A bracket that is never closed would swallow the rest of the list.
  const whole = depth > 0 ? text.split(separator) : parts;
  return whole.map((part) => part.trim()).filter(Boolean);
}

/** An item without the punctuation that joined it to its neighbours. */
export function trimItem(text: string): string {
  return squeeze(text)
    .replace(/^(và|với|cùng|cùng với)\s+/i, '')
    .replace(/^[,;.]+\s*|\s*[,;]+$/g, '')
    .trim();
}
