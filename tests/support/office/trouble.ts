import type { SendOutcome } from '#contracts/delivery.ts';

/** What a channel answers whose server is down: it has certainly not taken the message, and may later. */
export const TROUBLE: SendOutcome = { kind: 'refused', permanent: false, code: '421', why: 'máy chủ đang bận' };
