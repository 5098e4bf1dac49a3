import type { ComposedMessage, MessageInput } from '#contracts/message.ts';
import type { Instant } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { toClock, toLocalDate } from '#domain/calendar/local-time.ts';
import { subjectOf } from './compose-subject.ts';
import { digestHtml } from './digest-html.ts';
import type { Letter } from './letter-parts.ts';
import { readItems } from './read-item.ts';
import { singleHtml } from './single-html.ts';
import { digestText, singleText } from './text-body.ts';

/**
 * The message one person receives in one slot, always the same for the same input: a letter about one assignment, or a digest,
 * most urgent first, when several are left after each assignment has been taken once.
 */
export function composeMessage(input: MessageInput): ComposedMessage {
  const { zone, slotAt, leavesAt } = input;
  const slotDate = toLocalDate(leavesAt ?? slotAt, zone);
  const readings = readItems(input.items, input.recipient, slotDate);
  const subject = subjectOf(readings, slotDate);
  const moment = (at: Instant) => `${toClock(at, zone)} ngày ${formatDate(toLocalDate(at, zone))}`;
  const sentAt = leavesAt ? `${moment(leavesAt)}, thay cho lượt nhắc lúc ${moment(slotAt)}` : moment(slotAt);
  const letter: Letter = { input, subject, slotDate, sentAt, readings };
  const [only] = readings;
  if (readings.length === 1 && only) {
    return { subject, text: singleText(letter, only), html: singleHtml(letter, only) };
  }
  return { subject, text: digestText(letter), html: digestHtml(letter) };
}
