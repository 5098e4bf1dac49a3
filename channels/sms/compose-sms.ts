import { z } from 'zod';
import { formatDate } from '#domain/calendar/format-date.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { headline, subjectOf } from '#domain/message/compose-subject.ts';
import { oneLine, shorten } from '#domain/message/one-line.ts';
import { readItems } from '#domain/message/read-item.ts';
import type { NeutralMessage } from '../channel-kind.ts';

/** What a text message says; how much of the title there is room for, the channel knows by its settings. */
export const SmsForm = z.object({
  lead: z.string().describe('whose reminder it is and how urgent'),
  title: z.string().describe('the only part that is ever cut'),
  due: z.string().nullable().describe('the date as it is written, 21/11/2026'),
  link: z.string().nullable().describe('words and the address of the page; whole or left out'),
});
export type SmsForm = z.infer<typeof SmsForm>;

const OFFICE_LIMIT = 40;

/** The same message in one breath: who reminds, how urgent, what, by when, and where to see it. */
export function composeSms({ said }: NeutralMessage): SmsForm {
  const slotDate = toLocalDate(said.slotAt, said.zone);
  const readings = readItems(said.items, said.recipient, slotDate);
  const [first, ...others] = readings;
  if (first === undefined) throw new RangeError('a message has at least one item');
  const office = shorten(said.office, OFFICE_LIMIT);
  const { item } = first;
  const page = item.links.view ?? item.links.acknowledge ?? item.links.report;
  if (others.length > 0) {
    const ofFirst = page === null ? null : `Việc đầu tiên: ${page}`;
    const link = said.allWork ? `Xem: ${said.allWork}` : ofFirst;
    return { lead: office, title: subjectOf(readings, slotDate), due: null, link };
  }
  const whose = first.standing === 'doer' ? '' : ` – ${oneLine(item.agencyName)}`;
  return {
    lead: `${office}: ${headline(first, slotDate)}${whose}`,
    title: oneLine(item.title),
    due: item.due === null ? null : formatDate(item.due),
    link: page === null ? null : `Xem: ${page}`,
  };
}
