import type { ComposedMessage, MessageInput, Recipient } from '#contracts/message.ts';
import type { Instant } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { toClock, toLocalDate } from '#domain/calendar/local-time.ts';
import { subjectOf } from './compose-subject.ts';
import { digestHtml } from './digest-html.ts';
import type { Letter } from './letter-parts.ts';
import { bound } from './one-line.ts';
import { readItems } from './read-item.ts';
import { singleHtml } from './single-html.ts';
import { digestText, singleText } from './text-body.ts';

/**
 * The message one address receives in one slot, always the same for the same input: a letter about one assignment, or a digest,
 * most urgent first, when several are left after each assignment has been taken once.
 */
export function composeMessage(given: MessageInput): ComposedMessage {
  const input = within(given);
  const { zone, slotAt, leavesAt } = input;
  const slotDate = toLocalDate(leavesAt ?? slotAt, zone);
  const readings = readItems(input.items, input.recipient, slotDate);
  const subject = subjectOf(readings, slotDate);
  const moment = (at: Instant) => `${toClock(at, zone)} ngày ${formatDate(toLocalDate(at, zone))}`;
  const sentAt = leavesAt ? `${moment(leavesAt)}, thay cho lượt nhắc lúc ${moment(slotAt)}` : moment(slotAt);
  const letter: Letter = { input, subject, slotDate, sentAt, readings, shown: SHOWN_MAX };
  const [only] = readings;
  if (readings.length === 1 && only) {
    return { subject, text: singleText(letter, only), html: singleHtml(letter, only) };
  }
  for (let shown = SHOWN_MAX; ; shown = Math.floor(shown / 2)) {
    const digest = { subject, text: digestText({ ...letter, shown }), html: digestHtml({ ...letter, shown }) };
    if (shown === 0 || wireBytes(digest.text) + wireBytes(digest.html) <= WIRE_BYTES_MAX) return digest;
  }
}

/** What a digest names: who has more opens the page of all (ADR 0198). */
const SHOWN_MAX = 30;
// Of 100 KB, some are the headers'. Gmail cuts a mail off after 102.
const WIRE_BYTES_MAX = 92_000;

/** Octets on the wire at most: quoted-printable writes a byte that is no ASCII as three, and breaks its lines. */
function wireBytes(text: string): number {
  let octets = 0;
  for (const byte of new TextEncoder().encode(text)) octets += byte > 126 || byte === 61 ? 3 : 1;
  return Math.ceil(octets * 1.05);
}

/** Names of a roster as they may stand in a letter. */
function within({ office, recipient, alsoTo, ...input }: MessageInput): MessageInput {
  const others = alsoTo ? { alsoTo: alsoTo.map(recipientWithin) } : {};
  return { ...input, office: bound(office, 150), recipient: recipientWithin(recipient), ...others };
}

function recipientWithin({ name, position, agencyName }: Recipient): Recipient {
  return { name: bound(name, 150), position: bound(position, 150), agencyName: bound(agencyName, 200) };
}
