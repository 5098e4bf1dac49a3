// The headings above a row: fields (I, II, A, B), objectives and tasks that stand on rows of their own.
import type { Place } from '#contracts/primitives.ts';
import { isUpperCase, squeeze } from './fold-text.ts';
import { readCode, readLabel } from './read-label.ts';
import { romanNumeral } from './roman-numeral.ts';

export type HeadingLevel = 'field' | 'objective' | 'task';

export type Heading = {
  level: HeadingLevel;
  /** What numbers it: headings with the same kind of number are siblings. */
  kind: string;
  code: string | null;
  title: string;
  /** As written, code included. */
  text: string;
  isWide: boolean;
  /** Where it stands; null for a line above the table. */
  place: Place | null;
  /** The agency that its row names for all the work below; empty when it names none. */
  lead: string;
  /** The numbers below it carry its own: 1.1 below 1. */
  isPrefix: boolean;
};

/** A heading row's text and the cell of its number, before its level is known. */
export type HeadingText = {
  number: string;
  text: string;
  level: HeadingLevel | null;
  /** Merged over the table, not only alone on its row. */
  isWide: boolean;
  /** The agency that the row names for all the work below. */
  lead?: string;
};

/** The last heading of each kind of number: the next number of a kind stands where the one before stood. */
export type Numbering = Map<string, { order: number; depth: number }>;

/** The stack after one more heading: its siblings and what stood under them are gone, its parents stay. */
export function pushHeading(
  stack: Heading[],
  heading: HeadingText,
  hasAnnex: boolean,
  place: Place | null,
  numbering: Numbering = new Map(),
): Heading[] {
  const labelled = readLabel(heading.text);
  const code = readCode(heading.number) ?? labelled.code;
  const title =
    readCode(heading.number) && !labelled.code
      ? labelled.label
        ? labelled.title
        : squeeze(heading.text)
      : labelled.title;
  // Objectives and tasks that are told apart by their word alone (Mục tiêu 1, Nhiệm vụ 1) are no siblings.
  const kind = code === null && labelled.label ? labelled.label : kindOf(code, title, stack);
  const at = stack.findIndex((one) => one.kind === kind);
  const last = numbering.get(kind);
  const order = orderOf(code);
  const isNext = at < 0 && last !== undefined && order !== null && order === last.order + 1;
  const parents = kind === 'capitals' ? [] : at >= 0 ? stack.slice(0, at) : isNext ? stack.slice(0, last.depth) : stack;
  const level =
    heading.level ??
    LEVEL_OF_LABEL[labelled.label ?? ''] ??
    levelOf(kind, parents, hasAnnex, heading.isWide || isUpperCase(title));
  // A field cannot stand under a task: whatever is not above it in the order of levels is closed.
  const above = level === 'field' ? parents.filter((one) => one.level === 'field') : parents;
  if (order !== null) numbering.set(kind, { order, depth: above.length });
  const written = readCode(heading.number)
    ? `${squeeze(heading.number)} ${squeeze(heading.text)}`
    : squeeze(heading.text);
  const { isWide, lead = '' } = heading;
  const named = { level, kind, code, title: title.replace(/\s*:$/, ''), text: written };
  return [...above, { ...named, isWide, place, lead, isPrefix: false }];
}

/** The place of a code in its numbering: 3 for III, C, c and 2.3. */
function orderOf(code: string | null): number | null {
  const last = code?.split('.').at(-1) ?? '';
  if (/^\d+$/.test(last)) return Number(last);
  if (/^[IVXL]+$/.test(last)) return ROMANS.indexOf(last) + 1;
  return /^[A-Za-z]$/.test(last) ? last.toUpperCase().charCodeAt(0) - 64 : null;
}

const ROMANS = Array.from({ length: 60 }, (_, index) => romanNumeral(index + 1));

/**
 * The stack without the headings that an activity's number goes past: 2 after the heading 1, 1.2 after the heading 1.1. Headings
 * merged over the table stay, because under them numbers start again, unless the numbers below carry theirs.
 */
export function closeFinished(stack: Heading[], code: string | null): Heading[] {
  for (const one of stack) if (one.code !== null && code?.startsWith(`${one.code}.`)) one.isPrefix = true;
  const at = stack.findIndex((one) => (!one.isWide || one.isPrefix) && goesPast(code, one.code));
  return at < 0 ? stack : stack.slice(0, at);
}

/** A later number of the same rank under the same parent. */
function goesPast(code: string | null, heading: string | null): boolean {
  if (!code || !heading || !/^[\d.]+$/.test(code) || !/^[\d.]+$/.test(heading)) return false;
  const [own, other] = [code.split('.'), heading.split('.')];
  const isSibling = own.length === other.length && own.slice(0, -1).join('.') === other.slice(0, -1).join('.');
  return isSibling && Number(own.at(-1)) > Number(other.at(-1));
}

const LEVEL_OF_LABEL: Record<string, HeadingLevel> = {
  'linh vuc': 'field',
  'muc tieu': 'objective',
  'chi tieu': 'objective',
  'nhiem vu': 'task',
  'nhom nhiem vu': 'task',
  'giai phap': 'task',
};

/** I, C, D and V are Roman numbers and letters: the one that goes on with an open numbering is meant. */
function kindOf(code: string | null, title: string, stack: Heading[]): string {
  if (code === null) return isUpperCase(title) ? 'capitals' : 'plain';
  if (/^\d/.test(code)) return `digits${code.split('.').length}`;
  if (/^[a-zđ]$/.test(code)) return 'small';
  const isRoman = /^[IVXLC]+$/.test(code);
  if (code.includes('.')) return `mixed${code.split('.').length}`;
  if (!isRoman) return 'letter';
  const previousLetter = stack.find((one) => one.kind === 'letter')?.code;
  if (code.length === 1 && previousLetter && previousLetter.charCodeAt(0) + 1 === code.charCodeAt(0)) return 'letter';
  return code.length === 1 && /[LC]/.test(code) ? 'letter' : 'roman';
}

function levelOf(kind: string, parents: Heading[], hasAnnex: boolean, isProminent: boolean): HeadingLevel {
  if (/^(roman|letter|capitals|mixed)/.test(kind)) return 'field';
  const hasField = hasAnnex || parents.some((one) => one.level === 'field');
  return hasField || !isProminent ? 'task' : 'field';
}

/** The task above a row: the innermost heading of that level. With two such levels the outer one is the objective. */
export function taskOf(stack: Heading[]): Heading | null {
  return stack.findLast((one) => one.level === 'task') ?? null;
}

/** The objective above a row, as written. */
export function objectiveOf(stack: Heading[]): string | null {
  const named = stack.findLast((one) => one.level === 'objective');
  const tasks = stack.filter((one) => one.level === 'task');
  return named?.text ?? (tasks.length > 1 ? (tasks[0]?.text ?? null) : null);
}
