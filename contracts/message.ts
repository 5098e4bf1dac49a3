// One message to one address: what the ladder wants said, before any channel gives it a form.
import { z } from 'zod';
import { AudienceRole } from './ladder.ts';
import { AssignmentStatus } from './lifecycle.ts';
import { Instant, LocalDate, Slot } from './primitives.ts';

/** One assignment inside a message; several make a digest. */
export const MessageItem = z.object({
  assignmentId: z.string(),
  rung: z.string().describe('the rung of the ladder that speaks, e.g. assigned, before-7, due, overdue-2'),
  title: z.string(),
  product: z.string().nullable(),
  agencyName: z.string().describe('the lead agency of the assignment, not necessarily the reader'),
  planTitle: z.string(),
  due: LocalDate.nullable(),
  dueWorking: LocalDate.nullable(),
  status: AssignmentStatus,
  daysLate: z.number().int().min(0).describe('calendar days after dueWorking on the day on which it is said'),
  why: z.string().describe('how the date was read, Vietnamese'),
  audience: AudienceRole.nullish().describe('in which role the reader hears of it; without it the agency names decide'),
  workingDaysLeft: z
    .number()
    .int()
    .min(0)
    .nullish()
    .describe(
      'working days from the day on which it is said to the last one on or before due; without it calendar days are said',
    ),
  note: z.string().nullish().describe('what somebody wrote to the reader, e.g. why a report was returned'),
  readerId: z.string().nullish().describe('whose item it is, in a letter to several who share its address'),
  links: z.object({ acknowledge: z.string().nullable(), report: z.string().nullable(), view: z.string().nullable() }),
});
export type MessageItem = z.infer<typeof MessageItem>;

const Recipient = z.object({ name: z.string(), position: z.string(), agencyName: z.string() });
export type Recipient = z.infer<typeof Recipient>;

export const MessageInput = z.object({
  office: z.string(),
  recipient: Recipient,
  alsoTo: z.array(Recipient).nullish().describe('who else reads it, because they share the address that it goes to'),
  slotAt: Slot,
  leavesAt: Instant.nullish().describe('when it leaves later than its slot: the moment that its words are of'),
  zone: z.string(),
  items: z.array(MessageItem).min(1),
  allWork: z
    .string()
    .nullish()
    .describe(
      'the page of everything that is open for the reader: a digest that names only its first items leads there',
    ),
  answersAreRead: z
    .boolean()
    .nullish()
    .describe('whether an answer to the letter is read here: “Đã nhận” then acknowledges all that it gives its reader'),
});
export type MessageInput = z.infer<typeof MessageInput>;

export const ComposedMessage = z.object({ subject: z.string(), text: z.string(), html: z.string() });
export type ComposedMessage = z.infer<typeof ComposedMessage>;
