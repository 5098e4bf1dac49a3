// The audit log as people read it, as rows of the route table; the file of all of it is in other-routes.ts.
import { z } from 'zod';
import { GivenDate, Instant, StorableText, Id as StoredId } from './primitives.ts';

const AuditIndex = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

export const AuditEventQuery = z.object({
  from: GivenDate.optional().describe('the first day of the office that counts'),
  to: GivenDate.optional().describe('the last day that counts'),
  type: StoredId.optional().describe('a kind of event, of `kinds`'),
  actor: StorableText.max(200).optional().describe('words of who did it, case and diacritics do not matter'),
  agency: StoredId.optional(),
  plan: StoredId.optional(),
  assignment: StoredId.optional(),
  q: StorableText.max(200).optional().describe('words of what, who and which work; case and diacritics do not matter'),
  before: AuditIndex.optional().describe('`next` of the page before, with the same filters'),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});

export const AuditLine = z.object({
  index: z.number().int(),
  type: z.string(),
  words: z.string().describe('the kind of event, Vietnamese'),
  sentence: z.string().describe('who did what to what, Vietnamese'),
  actor: z.string(),
  note: z.string().nullable().describe('what people wrote with it'),
  occurredAt: Instant,
  recordedAt: Instant,
  href: z.string().nullable().describe('the page of the work or plan that it is about'),
});

const Kind = z.object({ type: z.string(), words: z.string() });

export const LogCheckStanding = z.object({
  state: z.enum(['none', 'running', 'held', 'broken', 'failed']).describe('held: nothing differs'),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  checked: z.number().int().describe('events that were gone through'),
  events: z.number().int().describe('events that there were at the start'),
  root: z.string().nullable().describe('hash of the last event that holds'),
  words: z.array(z.string()).describe('what was found, Vietnamese'),
});
export type LogCheckStanding = z.infer<typeof LogCheckStanding>;

export const auditRoutes = {
  listAuditEvents: {
    method: 'GET',
    path: '/api/audit/events',
    summary: 'The audit log, newest first, by filter; it holds only what one may see',
    query: AuditEventQuery,
    response: z.object({
      items: z.array(AuditLine),
      next: z.number().int().nullable().describe('`before` of the next page; null = this is the last one'),
      kinds: z.array(Kind).describe('what one may filter by'),
    }),
  },
  getAuditEvent: {
    method: 'GET',
    path: '/api/audit/events/:index',
    summary: 'One event as it was hashed',
    params: z.object({ index: AuditIndex }),
    refuses: ['not-found'],
    response: AuditLine.extend({
      subject: z.string(),
      sequence: z.number().int(),
      payload: z.string().describe('JSON'),
      previousHash: z.string(),
      hash: z.string(),
    }),
  },
  startLogCheck: {
    method: 'POST',
    path: '/api/audit/check',
    summary: 'Walks the chain and holds every table against it; one that runs is joined',
    response: LogCheckStanding,
  },
  getLogCheck: {
    method: 'GET',
    path: '/api/audit/check',
    summary: 'How far the check is, or what the last one found',
    response: LogCheckStanding,
  },
} as const;
