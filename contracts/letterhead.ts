// How the letters and reports of an office are headed: what it says of itself, where the installation would say something else.
import { z } from 'zod';
import { Email, OfficeNumber } from './accounts.ts';
import { StorableText } from './primitives.ts';

// A line of its own in a head of a letter or of a paper, and never a second header of a mail.
const ONE_LINE =
  '^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*[^\\s\\uFEFF\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]';
const line = (lengthMax: number) =>
  StorableText.trim()
    .min(1, 'chưa có nội dung')
    .max(lengthMax)
    .regex(/^\P{Cc}*$/u, 'phải viết trên một dòng')
    .meta({ pattern: `${ONE_LINE}[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]*$` })
    .nullable()
    .default(null);

/** The head and the foot of a report to sign, in the form of Nghị định 30/2020/NĐ-CP; null = as it is without a setting. */
export const ReportHead = z.object({
  parentOffice: line(200).describe('the office above, over the own name'),
  officeName: line(200).describe('as the letterhead has it; null = as the roster calls the office'),
  place: line(100).describe('where the report is dated from; null = made of the name of the office'),
  authority: line(200).describe('in whose name is signed, e.g. TM. ỦY BAN NHÂN DÂN'),
  signerTitle: line(100).describe('null = as the form of the report has it'),
  signerName: line(100),
});
export type ReportHead = z.infer<typeof ReportHead>;

export const Letterhead = ReportHead.extend({
  senderName: line(100).describe('whom mails are from; null = as the installation is called in them'),
  replyTo: Email.nullable().default(null).describe('to where else whoever answers a mail writes'),
});
export type Letterhead = z.infer<typeof Letterhead>;

const LetterheadView = Letterhead.extend({
  senderAddress: z
    .string()
    .nullable()
    .describe('as the first office has set it; null = the address of the installation'),
  etag: z.string().describe('the version, for If-Match'),
});

/** The operations on it, part of the route table. */
export const letterheadRoutes = {
  getLetterhead: {
    method: 'GET',
    path: '/api/letterhead',
    summary: 'Whom the mails of the office are from, and how its reports are headed and signed',
    etag: true,
    response: LetterheadView,
  },
  setLetterhead: {
    method: 'PUT',
    path: '/api/letterhead',
    summary: 'Changes it as a whole: what is left out or null is as the installation does it',
    body: Letterhead,
    ifMatch: true,
    etag: true,
    response: LetterheadView,
  },
  setSenderAddress: {
    method: 'PUT',
    path: '/api/offices/sender-address',
    summary:
      'Lets the mails of an office come from an address of its own, or from that of the installation again; asked in the first office',
    body: z.object({ office: OfficeNumber, address: Email.nullable() }),
    refuses: ['not-found'],
    ifMatch: true,
    response: z.object({ changed: z.boolean(), etag: z.string() }),
  },
} as const;
