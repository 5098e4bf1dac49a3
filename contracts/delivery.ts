// How one delivery attempt ended, as it is stored and as it travels through workflow histories.
import { z } from 'zod';
import { Instant } from './primitives.ts';

export const SendOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('accepted'),
    providerId: z.string().nullable().describe('what the provider calls the message; receipts and status name it'),
    detail: z.string().optional(),
    costDong: z.number().optional().describe('what the provider charges for it, in đồng'),
  }),
  z.object({
    kind: z.literal('refused'),
    permanent: z.boolean().describe('true = the same message to the same address will never pass'),
    code: z.string().describe("the provider's own code: 550, -230, EENVELOPE"),
    why: z.string(),
    action: z
      .enum(['retry', 'next-window', 'fallback', 'unreachable', 'alarm', 'hold', 'give-up'])
      .optional()
      .describe(
        'what the channel knows about this code; without it `permanent` decides. hold: nothing is wrong with the message, no message passes until our own account or server works again',
      ),
    notBefore: Instant.optional().describe('the first instant at which another attempt makes sense'),
  }),
  z.object({ kind: z.literal('unknown'), why: z.string() }),
]);
export type SendOutcome = z.infer<typeof SendOutcome>;

/** A part of the people of a slot: whoever is in it has all their reminders of the slot in it. `of: 1` is everybody. */
export interface SlotShare {
  index: number;
  of: number;
}
