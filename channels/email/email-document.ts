import { markdownTable } from '../markdown-table.ts';

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

/** What docs/channels.md says of e-mail. */
export function emailDocument(): string {
  return `## E-mail

${markdownTable(['what happened', 'outcome', 'what follows'], SMTP)}

What comes back acts only through the signed address of its message: reports and complaints through its bounce address, replies through its reply address (ADR 0110). Everything else is shown to
the officer and changes nothing; without \`MAIL_REPLY_ADDRESS\` that is every mail. Of a mail the first 256 KB are read, within five seconds; one that can not be read waits in \`dondoc incoming list\` (ADR 0111).`;
}
