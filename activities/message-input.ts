// Claimed rows → what their message says, with links that only its reader has.
import type { MessageInput } from '#contracts/message.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import { addMs } from '#domain/calendar/instant.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { orderItems } from '#domain/message/order-items.ts';
import { toMessageItem } from '#domain/message/to-message-item.ts';
import type { StagedRow } from '#store/message-store.ts';
import type { ActivityDependencies } from './deps.ts';

const LINK_VALID_DAYS = 30;

type Signing = Pick<ActivityDependencies, 'links' | 'publicUrl'>;

/** The same rows give the same input, links included. */
export function toMessageInput(
  deps: Signing,
  { name: office, zone }: { name: string; zone: string },
  slotAt: Slot,
  rows: StagedRow[],
  how: { calendars: ReadonlyMap<string, WorkCalendar>; leavesAt: Instant | null },
): MessageInput {
  const { id: contactId, name, position, agencyName } = (rows[0] as StagedRow).contact;
  const expiresAt = linkExpiry(slotAt);
  const link = (assignmentId: string, action: 'acknowledge' | 'report' | 'view') =>
    `${deps.publicUrl}/l/${deps.links.sign({ assignmentId, contactId, action, expiresAt })}`;
  return {
    office,
    recipient: { name, position, agencyName },
    slotAt,
    leavesAt: how.leavesAt,
    zone,
    items: orderItems(
      rows.map((row) => {
        const { rung, audience, assignment } = row;
        const links = {
          acknowledge: mayAcknowledge(row) ? link(assignment.id, 'acknowledge') : null,
          report: isLead(row) ? link(assignment.id, 'report') : null,
          view: link(assignment.id, 'view'),
        };
        const calendar = how.calendars.get(assignment.calendarEditionId) as WorkCalendar;
        const saidAt = how.leavesAt ?? slotAt;
        return { ...toMessageItem({ ...assignment, rung, audience, saidAt, calendar }), links };
      }),
    ),
  };
}

/** Signed for the reader of a message that says something to acknowledge; null when it does not. */
export function acknowledgeToken(
  { links }: Signing,
  messageId: string,
  slotAt: Slot,
  rows: StagedRow[],
): string | null {
  const contactId = rows.find(mayAcknowledge)?.contact.id;
  if (contactId === undefined) return null;
  const expiresAt = linkExpiry(slotAt);
  return links.sign({ action: 'acknowledge-message', messageId, contactId, expiresAt });
}

function isLead({ assignment, contact }: StagedRow): boolean {
  return assignment.agencyId === contact.agencyId;
}

function mayAcknowledge(row: StagedRow): boolean {
  return isLead(row) && row.assignment.status === 'assigned';
}

/** When links of a message of this slot die. */
export function linkExpiry(slotAt: Instant): Instant {
  return addMs(slotAt, LINK_VALID_DAYS * 86_400_000);
}
