// The parts of a letter that text and HTML share.

import type { MessageInput, MessageItem } from '#contracts/message.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { capital } from '#domain/words/capital.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { restWords } from './digest-sentences.ts';
import { oneLine } from './one-line.ts';
import { countdown, dueWords, planWords } from './phrases.ts';
import { type ItemKind, type ItemReading, KINDS_BY_URGENCY } from './read-item.ts';

/** What every form of the body is made from: read once, so that text and HTML say the same. */
export type Letter = {
  input: MessageInput;
  subject: string;
  slotDate: LocalDate;
  /** "08:00 ngày 21/11/2026" */
  sentAt: string;
  readings: ItemReading<MessageItem>[];
  /** How many of them a digest names, the most urgent ones. */
  shown: number;
};

export type Fact = { label: string; words: string };
export type Action = { label: string; href: string; primary: boolean };

/** The facts under the task's title, in the order a reader asks for them; empty ones are left out. */
export function factsOf({ item }: ItemReading, standing: string, office: string): Fact[] {
  const facts: Fact[] = [
    { label: WORDS.fact.agency, words: oneLine(item.agencyName) },
    { label: WORDS.fact.product, words: oneLine(item.product ?? '') },
    { label: WORDS.fact.due, words: dueWords(item) },
    { label: WORDS.fact.status, words: standing },
    { label: WORDS.fact.plan, words: planWords(item, office) },
    { label: WORDS.fact.why, words: oneLine(item.why) },
  ];
  return facts.filter(({ words }) => words !== '');
}

/** The buttons that this reader can use; exactly one is primary. */
export function actionsOf(reading: ItemReading<MessageItem>): Action[] {
  const { links } = reading.item;
  const { action } = WORDS;
  const offered: { label: string; href: string | null }[] =
    reading.standing === 'doer'
      ? [
          { label: action.acknowledge, href: links.acknowledge },
          { label: action.report, href: links.report },
        ]
      : [];
  const view = { label: reading.standing === 'verifier' ? action.verify : action.view, href: links.view };
  const usable = offered.filter((one) => one.href !== null);
  // The page behind the buttons shows everything; a third button would only compete with the two that count.
  const chosen = usable.length > 0 ? usable : [view];
  return chosen.flatMap(({ label, href }, index) => (href === null ? [] : [{ label, href, primary: index === 0 }]));
}

export type Group = { kind: ItemKind; readings: ItemReading<MessageItem>[] };

/** Readings by urgency; only groups that have any. */
export function groupsOf(readings: readonly ItemReading<MessageItem>[]): Group[] {
  return KINDS_BY_URGENCY.map((kind) => ({
    kind,
    readings: readings.filter((reading) => reading.kind === kind),
  })).filter((group) => group.readings.length > 0);
}

/** The groups of the rows that a digest names, each with how many there are of its kind in all. */
export function shownGroups({ readings, shown }: Letter): (Group & { count: number })[] {
  const counts = new Map(groupsOf(readings).map(({ kind, readings: all }) => [kind, all.length]));
  return groupsOf(readings.slice(0, shown)).map((group) => ({ ...group, count: counts.get(group.kind) ?? 0 }));
}

/** What a digest says of the rows that it does not name, and where they stand; null when it names all. */
export function restOf({ readings, shown, input }: Letter): { words: string; action: Action | null } | null {
  const words = restWords(readings.slice(shown));
  if (words === '') return null;
  const href = input.allWork ?? null;
  return { words, action: href === null ? null : { label: WORDS.action.allWork, href, primary: false } };
}

function unnamedWords(unnamed: number, given: number): string {
  if (unnamed === 0) return '';
  return unnamed === given ? ', là những việc thư này không nêu tên' : `, kể cả ${unnamed} việc thư này không nêu tên`;
}

/** Whether "Đã nhận" for the whole message takes this item up. */
function isGiven({ item }: ItemReading<MessageItem>): boolean {
  return item.links.acknowledge !== null;
}

/** What the one button says that takes up everything in a message: how many, so that nobody takes up unseen what there was no room to name. */
export function acknowledgeWords(readings: readonly ItemReading<MessageItem>[]): string {
  const given = readings.filter(isGiven).length;
  if (readings.length <= 1) return 'Đã nhận';
  return given === readings.length ? `Đã nhận cả ${given} việc` : `Đã nhận ${given} việc chưa tiếp nhận`;
}

export type AgencyCount = { agency: string; count: number; longestDaysLate: number };

// A chief reads who is worst; the rest is a number.
const LATE_AGENCIES_MAX = 10;

/** Overdue work of agencies other than the reader's own, the longest delay first and the last ones together: what a chief wants before the list. */
export function lateAgencies(readings: readonly ItemReading[]): AgencyCount[] {
  const counts = new Map<string, AgencyCount>();
  for (const { item, kind, standing } of readings) {
    if (kind !== 'overdue' || standing === 'doer') continue;
    const agency = oneLine(item.agencyName);
    const known = counts.get(agency) ?? { agency, count: 0, longestDaysLate: 0 };
    known.count += 1;
    known.longestDaysLate = Math.max(known.longestDaysLate, item.daysLate);
    counts.set(agency, known);
  }
  const sorted = [...counts.values()].sort((a, b) => b.longestDaysLate - a.longestDaysLate || b.count - a.count);
  const others = sorted.slice(LATE_AGENCIES_MAX);
  const [next] = others;
  if (next === undefined) return sorted;
  const count = others.reduce((sum, one) => sum + one.count, 0);
  return [...sorted.slice(0, LATE_AGENCIES_MAX), { ...next, agency: `${others.length} cơ quan khác`, count }];
}

/** The lines of a digest row under its title: how urgent, then whose, then by when; and why a report came back. */
export function rowWords(
  reading: ItemReading,
  to: Pick<MessageInput, 'recipient' | 'alsoTo'>,
): { urgency: string; rest: string; returned: string } {
  const { item, standing } = reading;
  const due = item.due === null ? '' : `hạn ${dueWords(item)}`;
  const agency = standing === 'doer' && !isOfSeveralAgencies(to) ? '' : oneLine(item.agencyName);
  const open = item.status === 'assigned' || item.status === 'in-progress';
  const urgency = (open ? countdown(reading) : '') || WORDS.status[item.status];
  return {
    urgency: capital(urgency),
    rest: [agency, due].filter((part) => part !== '').join(' · '),
    returned: returnedWords(item.note),
  };
}

/** Whose work a row is goes without saying only where all who read it are of one agency. */
function isOfSeveralAgencies({ recipient, alsoTo }: Pick<MessageInput, 'recipient' | 'alsoTo'>): boolean {
  return (alsoTo ?? []).some(({ agencyName }) => agencyName !== recipient.agencyName);
}

function returnedWords(note: string | null | undefined): string {
  return !note ? '' : `Lý do trả lại: ${oneLine(note)}`;
}

/** Closing lines: what a button does and does not do, what an answer does, and who wrote. */
export function closingLines({ input: { office, answersAreRead }, sentAt, readings, shown }: Letter): string[] {
  const given = readings.filter(isGiven).length;
  const unnamed = readings.slice(shown).filter(isGiven).length;
  return [
    'Đường dẫn trong thư này dành riêng cho người nhận, đề nghị không chuyển tiếp. Mở đường dẫn chưa làm thay đổi gì; việc tiếp nhận, báo cáo chỉ được ghi nhận khi bấm xác nhận trên trang mở ra.',
    // One answer takes up more than one row: that is said before it happens.
    ...(answersAreRead && given > 1
      ? [
          `Trả lời thư này bằng hai chữ “Đã nhận” cũng là nhận cả ${given} việc chưa tiếp nhận${unnamedWords(unnamed, given)}.`,
        ]
      : []),
    `Thư do hệ thống đôn đốc của ${oneLine(office)} gửi tự động lúc ${sentAt}.`,
  ];
}
