// What a refusal says: problem details for HTTP APIs (RFC 9457), with what people and pages need besides.
import { z } from 'zod';
import { Instant } from './primitives.ts';

export const Problem = z.object({
  type: z.string().describe('page of the error in docs/errors'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  issues: z
    .array(
      z.object({
        place: z.string().describe('which field: its path in the JSON or its name in the address'),
        label: z.string().optional().describe('the same as people call it'),
        message: z.string(),
      }),
    )
    .optional(),
  current: z
    .object({
      etag: z.string().describe('what If-Match must say to write over what is there now'),
      value: z.string().nullable().describe('what is there now, where it is one text'),
    })
    .optional(),
  changes: z
    .array(
      z.object({
        at: Instant,
        actor: z.string(),
        what: z.string(),
        field: z.string().optional().describe('what was changed, as people call it'),
        from: z.string().nullable().optional(),
        to: z.string().nullable().optional(),
      }),
    )
    .optional()
    .describe('what others changed since, the latest first'),
  href: z.string().optional().describe('where to look instead'),
});
export type Problem = z.infer<typeof Problem>;
