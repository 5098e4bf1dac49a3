import { markdownTable } from '../markdown-table.ts';
import { OA_ERRORS, type ZaloAction, type ZaloError, ZBS_ERRORS } from './error-table.ts';
import { ZALO_TEMPLATES } from './zalo-templates.ts';

const ACTIONS: Record<ZaloAction, string> = {
  retry: 'again in a while, a few times, then another channel',
  'refresh-token': 'read the stored pair, refresh once if it is the one that failed, repeat once',
  'next-window': 'not before the window opens; another channel meanwhile if there is one',
  'next-wire': 'the next Zalo wire of the same message (template by user id, then by phone)',
  fallback: 'another channel',
  unreachable: 'another channel, and the contact is marked as not reachable by Zalo',
  hold: 'our own account: the channel is held, one alarm, one attempt every five minutes, all of it when it is mended (ADR 0195, 0205); another channel meanwhile',
  alarm: 'an officer is told; another channel meanwhile',
  'our-bug': 'never sent again like this; an officer is told; another channel',
};

/** What docs/channels.md says of Zalo, from the tables that the channel runs on. */
export function zaloDocument(): string {
  return `## Zalo

One message, three wires, the cheapest that is open: consultation message (window of 7 days after the reader's last interaction, free for 48 hours), approved template by
user id, approved template by phone. HTTP 200 with \`error\` other than 0 is a refusal. A timeout, HTTP 5xx or a body that is not Zalo's is *unknown*: no repeat on any wire.

${markdownTable(
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
5. A first message to a colleague who follows the account, one to a colleague who does not, one to a wrong number.`;
}

function errors(rows: readonly ZaloError[]): string {
  const sorted = [...rows].sort((a, b) => b.code - a.code);
  return markdownTable(
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
    markdownTable(['parameter', 'type', 'longest'], rows),
  ].join('\n');
}
