// Reminders whose slot passed unsent: a server was off, or a lifecycle did not wake. They wait for a proper hour, and nobody hears a stale one beside a newer.
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import { addMs, isAfter } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { isOfficeTime, nextRegularSlot } from '#domain/calendar/slots.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { speaksIn } from './speaks-in.ts';

/** A row of the ledger that is planned or staged. */
export interface OpenRow {
  id: string;
  rung: string;
  contactId: string;
  slotAt: Slot;
  status: 'planned' | 'staged';
}

export interface LateVerdict {
  /** Rows that go out in a later slot, with that slot. */
  move: { id: string; to: Slot; reason?: string }[];
  /** Rows that are not said any more, each with the reason. */
  end: { id: string; reason: string }[];
}

export interface LateInput {
  status: AssignmentStatus;
  now: Instant;
  policy: LadderPolicy;
  calendar: WorkCalendar;
}

/**
 * What becomes of the staged rows of one assignment whose slot has passed: each person still hears, in the next regular slot, and once: by
 * the newest of the late ones, or by what that slot brings anyway.
 */
export function putOffLate(rows: readonly OpenRow[], input: LateInput): LateVerdict {
  const { now, policy, calendar } = input;
  const late = rows.filter((row) => row.status === 'staged' && isTooLate(row.slotAt, input));
  const verdict: LateVerdict = { move: [], end: [] };
  const to = nextRegularSlot(now, policy, calendar);
  const comes = (row: OpenRow) => !isAfter(row.slotAt, to) && !isTooLate(row.slotAt, input) && speaks(row, input);
  for (const row of late) {
    const others = rows.filter((other) => other.contactId === row.contactId);
    const hasNewer = others.some((other) => late.includes(other) && isAfter(other.slotAt, row.slotAt));
    if (others.some(comes) || hasNewer) verdict.end.push({ id: row.id, reason: NEWER });
    else verdict.move.push({ id: row.id, to });
  }
  return verdict;
}

// The minute of the slot may pass while a worker starts again; a letter of 16:59 is not put off for being sent at 17:01.
const GRACE_MS = 15 * 60_000;
const NEWER = 'quá giờ gửi; người nhận được nhắc bằng lượt mới hơn';
/** Why a row that came when the letter of its slot was gone gave its place to one of a later slot. */
export const LETTER_GONE = 'thư của lượt này đã gửi: chuyển sang lượt kế tiếp';
/** Why a row gave its place to one of a later slot, unless the move says another reason. */
export const PUT_OFF = 'quá giờ gửi: chuyển sang lượt kế tiếp';

/** Whether what was meant for a slot may no longer leave now: on the same day it still may, within working hours. */
export function isTooLate(slotAt: Slot, { now, policy, calendar }: Omit<LateInput, 'status'>): boolean {
  if (policy.anyHour || !isAfter(now, addMs(slotAt, GRACE_MS))) return false;
  const sameDay = toLocalDate(now, calendar.zone) === toLocalDate(slotAt, calendar.zone);
  return !sameDay || !isOfficeTime(now, policy, calendar);
}

/** A row that is planned for a state which has passed will not be said. */
function speaks({ rung, status }: OpenRow, input: LateInput): boolean {
  return status === 'staged' || speaksIn(rung, input.status, input.policy);
}
