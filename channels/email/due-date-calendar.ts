import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';

export type CalendarAttachment = { filename: string; method: string; ics: string };

export type DueDateEntry = {
  assignmentId: string;
  /** The domain that makes the UID worldwide unique, e.g. that of the sender address. */
  domain: string;
  /** Local date `YYYY-MM-DD`. */
  due: string;
  title: string;
  description: string;
  url: string | null;
  /** Rises with every change of the date or of the state, so that calendars replace the entry. */
  sequence: number;
  withdrawn?: boolean;
  /** When this version was made. */
  stampedAt: string;
};

/**
 * The due date as an all-day entry that a later version replaces and a withdrawal removes. The date is handed over as UTC midnight of the local
 * date: given a midnight of +07:00 the library would write the day before.
 */
export function dueDateCalendar(entry: DueDateEntry): CalendarAttachment {
  const method = entry.withdrawn ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const start = new Date(`${entry.due}T00:00:00Z`);
  if (Number.isNaN(start.getTime())) throw new Error(`not a local date: ${entry.due}`);
  const calendar = ical({ prodId: { company: 'dondoc', product: 'dondoc', language: 'VI' }, method });
  calendar.createEvent({
    id: `assignment-${entry.assignmentId}@${entry.domain}`,
    sequence: entry.sequence,
    start,
    end: new Date(start.getTime() + 86_400_000),
    allDay: true,
    stamp: new Date(entry.stampedAt),
    summary: `Hạn: ${entry.title}`,
    description: entry.description,
    url: entry.url ?? undefined,
    status: entry.withdrawn ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // A due date does not make the whole day busy.
    transparency: ICalEventTransparency.TRANSPARENT,
  });
  return { filename: 'han-hoan-thanh.ics', method, ics: calendar.toString() };
}
