import { OA_ERRORS, type ZaloAction, type ZaloError, ZBS_ERRORS } from './zalo/error-table.ts';
import { ZALO_TEMPLATES } from './zalo/zalo-templates.ts';

const ACTIONS: Record<ZaloAction, string> = {
  retry: 'again in a while, a few times, then another channel',
  'refresh-token': 'read the stored pair, refresh once if it is the one that failed, repeat once',
  'next-window': 'not before the window opens; another channel meanwhile if there is one',
  'next-wire': 'the next Zalo wire of the same message (template by user id, then by phone)',
  fallback: 'another channel',
  unreachable: 'another channel, and the contact is marked as not reachable by Zalo',
  alarm: 'an officer is told; another channel meanwhile',
  'our-bug': 'never sent again like this; an officer is told; another channel',
};

const SMTP: readonly (readonly [string, string, string])[] = [
  ['250 after the data', 'accepted', 'taken over by the next server; a bounce may still come'],
  ['5xx (not 503, 53x)', 'refused for good', 'another channel'],
  ['4xx, 503', 'refused for the moment', 'again in a while'],
  ['53x, STARTTLS or login failed', 'refused for the moment, alarm', 'our own account or setting; an officer is told'],
  [
    'cut before the last byte of the body',
    'refused for the moment',
    'the end mark never left, so nothing was accepted',
  ],
  ['cut or silent after the last byte', 'unknown', 'no repeat; another channel covers it at once'],
  ['idle connection dropped, not a byte read', '–', 'repeated once inside the channel'],
];

/** `docs/channels.md`, printed from the data that the channels run on; a test compares it with the file. */
export function channelsDocument(): string {
  return `<!-- Printed by \`npm run docs:channels\` from channels/zalo/error-table.ts and channels/channels-document.ts. Do not edit. -->
# Channels

A send ends as *accepted*, *refused* (for good or for the moment) or *unknown* (ADR 0040). What follows from it is decided in one place,
\`domain/delivery/decide.ts\`: repeats, other channels, alarms, the end of a message. An unknown of Zalo waits two minutes for a receipt before another channel covers it. A template by phone that was accepted and never confirmed is asked about after five minutes, an hour and a day
(\`worker/ask-status.ts\`), for offices whose network lets no webhook in.

## E-mail

${table(['what happened', 'outcome', 'what follows'], SMTP)}

What comes back acts only through the signed address of its message: reports and complaints through its bounce address, replies through its reply address (ADR 0110). Everything else is shown to
the officer and changes nothing; without \`MAIL_REPLY_ADDRESS\` that is every mail. Of a mail the first 256 KB are read, within five seconds; one that can not be read waits in \`dondoc incoming list\` (ADR 0111).

## Zalo

One message, three wires, the cheapest that is open: consultation message (window of 7 days after the reader's last interaction, free for 48 hours), approved template by
user id, approved template by phone. HTTP 200 with \`error\` other than 0 is a refusal. A timeout, HTTP 5xx or a body that is not Zalo's is *unknown*: no repeat on any wire.

${table(
  ['action', 'what we do'],
  Object.entries(ACTIONS).map(([action, words]) => [`\`${action}\``, words]),
)}

### Official Account API (consultation message, template by user id)

${errors(OA_ERRORS)}

### Template message by phone (ZBS, formerly ZNS)

${errors(ZBS_ERRORS)}

A code in neither table alarms an officer and the message goes by another channel.

### Templates to have approved

Zalo sends only words that it has approved. These are submitted as they stand (tag 2, customer care); their ids then go into the installation's settings.

${Object.values(ZALO_TEMPLATES).map(template).join('\n\n')}

### Going live

1. The Official Account is verified, on a paid plan, linked to a Zalo Cloud Account, and has authorised the app.
2. The templates above are approved (\`ENABLE\`).
3. A first refresh token from Zalo's console goes into \`ZALO_REFRESH_TOKEN\`; it is used once, from then on the pair lives in the database.
4. The webhook address is saved in the console (its probe is an unsigned \`{}\`). The first genuine event shows which signature variant the account has: pin it.
5. A first message to a colleague who follows the account, one to a colleague who does not, one to a wrong number.

## Outgoing webhooks

Standard Webhooks headers (\`webhook-id\`, \`webhook-timestamp\`, \`webhook-signature\`). 2xx = accepted; 410 = refused for good, the subscription is switched off; every other answer, a
timeout or a cut = again, by the schedule in \`domain/delivery/webhook-rules.ts\` (a little over a day), then a dead letter. Receivers deduplicate on \`webhook-id\`, so doubt is
repeated here. Redirects are not followed; addresses in private ranges are refused unless allowed.

A new secret (page "Kênh gửi", \`dondoc webhooks rotate\`) signs at once, and the one before signs beside it for seven days: \`webhook-signature\` then has several signatures with a space between,
and a receiver takes the event when one of them fits. Removing a subscription removes what was on its way to it; the audit log keeps what happened (ADR 0048).
`;
}

function errors(rows: readonly ZaloError[]): string {
  const sorted = [...rows].sort((a, b) => b.code - a.code);
  return table(
    ['code', 'message', 'action', 'what an officer reads'],
    sorted.map(({ code, message, action, window, words }) => [
      `\`${code}\``,
      message,
      window === undefined ? `\`${action}\`` : `\`${action}\` (${window})`,
      words,
    ]),
  );
}

function template({ key, title, paragraph, button, params }: (typeof ZALO_TEMPLATES)['nhac-viec']): string {
  const rows = params.map(({ name, type, maxLength }) => [`\`${name}\``, type, String(maxLength)]);
  return [
    `**${key}**, button "${button.title}" opens \`${button.urlParam}\``,
    '```text',
    title,
    paragraph,
    '```',
    '',
    table(['parameter', 'type', 'longest'], rows),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/</g, '&lt;')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
