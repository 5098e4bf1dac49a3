import { emailDocument } from './email/email-document.ts';
import { smsDocument } from './sms/sms-document.ts';
import { zaloDocument } from './zalo/zalo-document.ts';

/** `docs/channels.md`, printed from the data that the channels run on; a test compares it with the file. */
export function channelsDocument(): string {
  return `<!-- Printed by \`npm run docs:channels\` from channels/channels-document.ts and the folders of the channels. Do not edit. -->
# Channels

A send ends as *accepted*, *refused* (for good or for the moment) or *unknown* (ADR 0040). What follows from it is decided in one place,
\`domain/delivery/decide.ts\`: repeats, other channels, alarms, the end of a message. An unknown of Zalo waits two minutes for a receipt before another channel covers it. A template by phone that was accepted and never confirmed is asked about after five minutes, an hour and a day
(\`worker/ask-status.ts\`), for offices whose network lets no webhook in.

${[emailDocument(), zaloDocument(), smsDocument()].join('\n\n')}

## Outgoing webhooks

Standard Webhooks headers (\`webhook-id\`, \`webhook-timestamp\`, \`webhook-signature\`). 2xx = accepted; 410 = refused for good, the subscription is switched off; every other answer, a
timeout or a cut = again, by the schedule in \`domain/delivery/webhook-rules.ts\` (a little over a day), then a dead letter. Receivers deduplicate on \`webhook-id\`, so doubt is
repeated here. Redirects are not followed; addresses in private ranges are refused unless allowed.

A new secret (page "Kênh gửi", \`dondoc webhooks rotate\`) signs at once, and the one before signs beside it for seven days: \`webhook-signature\` then has several signatures with a space between,
and a receiver takes the event when one of them fits. Removing a subscription removes what was on its way to it; the audit log keeps what happened (ADR 0048).
`;
}
