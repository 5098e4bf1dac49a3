// What an officer does about messages that reached nobody and people who have no channel yet, as rows of the route table.
import { z } from 'zod';
import { Instant, Slot, Id as StoredId } from './primitives.ts';

const Id = z.object({ id: StoredId });

export const undeliveredRoutes = {
  tryChannelAgain: {
    method: 'POST',
    path: '/api/contacts/:id/try-again',
    summary: 'Takes the mark off an address that failed for good, so that the next message uses it; 0 = there was none',
    params: Id,
    body: z.object({ channel: StoredId }),
    response: z.object({ cleared: z.number().int() }),
  },
  resendReminder: {
    method: 'POST',
    path: '/api/reminders/:id/resend',
    summary: 'Sends a reminder again that reached nobody; added 0 = it is on its way again, or was sent since',
    params: Id,
    refuses: ['not-found', 'command-does-not-fit', 'engine-unavailable'],
    idempotencyKey: true,
    response: z.object({ slotAt: Slot, added: z.number().int() }),
  },
  createZaloCode: {
    method: 'POST',
    path: '/api/contacts/:id/zalo-code',
    summary: 'A one-time code that links a person to a Zalo account',
    params: Id,
    refuses: ['not-found'],
    idempotencyKey: true,
    response: z.object({ contactName: z.string(), code: z.string(), expiresAt: Instant }),
  },
} as const;
