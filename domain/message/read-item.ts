// What one item means to this reader on this day. Subject, text and HTML all start here, so that they cannot disagree.
import type { MessageInput, MessageItem } from '#contracts/message.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { daysBetween } from '#domain/calendar/local-date.ts';
import type { WORDS } from '#domain/words/catalogue.ts';
import { bound } from './one-line.ts';

export type ItemKind = keyof typeof WORDS.group;

/** doer: answers for the work. verifier: has a report to check. overseer: hears that somebody else is late. */
export type Standing = 'doer' | 'verifier' | 'overseer';

export type BareItem = Omit<MessageItem, 'links'>;

export type ItemReading<T extends BareItem = BareItem> = {
  item: T;
  kind: ItemKind;
  standing: Standing;
  /** Calendar days from the day on which it is said to the written date; null without a date. */
  daysLeft: number | null;
  /** Working days left where a date is near and they are known, else null. */
  workingDaysLeft: number | null;
};

/** Most urgent first: the order of groups in a digest. */
export const KINDS_BY_URGENCY: readonly ItemKind[] = [
  'overdue',
  'due',
  'returned',
  'unacknowledged',
  'before',
  'awaiting-verification',
  'assigned',
  'progress',
];

/** Reads an item for its reader; a rung that the code does not know by name is understood from the facts of the item. */
export function readItem<T extends BareItem>(
  item: T,
  recipient: MessageInput['recipient'],
  slotDate: LocalDate,
): ItemReading<T> {
  const daysLeft = item.due === null ? null : daysBetween(slotDate, item.due);
  const kind = kindOf(item, daysLeft);
  return {
    item,
    kind,
    standing: standingOf(item, kind, recipient),
    daysLeft,
    workingDaysLeft: kind === 'before' ? (item.workingDaysLeft ?? null) : null,
  };
}

/**
 * One reading per assignment, the most urgent first: a person who hears of one assignment in two roles or from two rungs of the
 * same slot reads it once, with what somebody wrote to them on whichever rung. Of several who share the letter and hear of one assignment,
 * it is said to the one who has to do it.
 */
export function readItems<T extends BareItem>(
  items: readonly T[],
  recipient: MessageInput['recipient'],
  slotDate: LocalDate,
): ItemReading<T>[] {
  const notes = new Map(items.flatMap(({ assignmentId, note }) => (note ? [[assignmentId, note]] : [])));
  const noted = items.map((item) => within({ ...item, note: item.note ?? notes.get(item.assignmentId) ?? null }));
  const readings = noted.map((item) => readItem(item, recipient, slotDate)).sort(byUrgency);
  const seen = new Set<string>();
  const ofEach = readings.filter(({ item }) => {
    const key = `${item.readerId ?? ''} ${item.assignmentId}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const said = new Map<string, ItemReading<T>>();
  for (const reading of ofEach) {
    const other = said.get(reading.item.assignmentId);
    if (other === undefined || closeness(reading) < closeness(other)) said.set(reading.item.assignmentId, reading);
  }
  return ofEach.filter((reading) => said.get(reading.item.assignmentId) === reading);
}

/** How near somebody is to the work: the clerk who does it first, then the head, then who verifies it. */
function closeness({ standing, item }: ItemReading): number {
  if (standing === 'doer') return item.audience === 'lead-head' ? 1 : 0;
  return standing === 'verifier' ? 2 : 3;
}

/** What a letter carries of the texts of a plan: a cell may hold pages, a mail not. The page behind its links shows them whole. */
function within<T extends BareItem>(item: T): T {
  return {
    ...item,
    title: bound(item.title, 1_100),
    product: item.product === null ? null : bound(item.product, 700),
    agencyName: bound(item.agencyName, 200),
    planTitle: bound(item.planTitle, 300),
    why: bound(item.why, 700),
    note: item.note ? bound(item.note, 500) : item.note,
  };
}

// What a rung of the date says is read from the date: it may be said days after the one that it was meant for. And ladders are data: an
// office may call its rungs as it likes.
function kindOf(item: BareItem, daysLeft: number | null): ItemKind {
  const ofDate = /^(before-\d+|due|overdue(-\d+)?)$/.test(item.rung);
  if (!ofDate && (KINDS_BY_URGENCY as readonly string[]).includes(item.rung)) return item.rung as ItemKind;
  if (item.status === 'reported') return 'awaiting-verification';
  if (daysLeft === null) return 'progress';
  if (item.daysLate > 0) return 'overdue';
  // The last working day before a date that is a day off is the day to report.
  return daysLeft > 0 && item.workingDaysLeft !== 0 ? 'before' : 'due';
}

/** Who hears of a report only because nobody verifies it. */
const ABOVE: ReadonlySet<string> = new Set(['chairman-office', 'chairman']);

function standingOf(item: BareItem, kind: ItemKind, recipient: MessageInput['recipient']): Standing {
  if (item.audience === 'verifier' || (kind === 'awaiting-verification' && !ABOVE.has(item.audience ?? '')))
    return 'verifier';
  if (item.audience === 'lead' || item.audience === 'lead-head') return 'doer';
  if (item.audience) return 'overseer';
  return sameName(item.agencyName, bound(recipient.agencyName, 200)) ? 'doer' : 'overseer';
}

function byUrgency(a: ItemReading, b: ItemReading): number {
  return (
    KINDS_BY_URGENCY.indexOf(a.kind) - KINDS_BY_URGENCY.indexOf(b.kind) ||
    b.item.daysLate - a.item.daysLate ||
    compare(a.item.due ?? '9999', b.item.due ?? '9999') ||
    compare(a.item.agencyName, b.item.agencyName) ||
    compare(a.item.title, b.item.title) ||
    compare(a.item.assignmentId, b.item.assignmentId) ||
    compare(a.item.readerId ?? '', b.item.readerId ?? '')
  );
}

// Not localeCompare: its order depends on the machine's ICU, and a preview must equal a run elsewhere.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').trim().toLowerCase() === b.normalize('NFC').trim().toLowerCase();
}
